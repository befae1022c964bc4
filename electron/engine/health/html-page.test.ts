import { describe, expect, it } from 'vitest';
import { isHtmlPage, namesHealthEndpoint } from './html-page.ts';

describe('HTML pages', () => {
  it.each([
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<?xml version="1.0"?>\n<!doctype html public "x">',
    '<!-- a --><!-- b -->\n<body>',
    '<h1>It works</h1>',
  ])('are known by %j', (text) => {
    expect(isHtmlPage(text)).toBe(true);
  });

  it.each([
    'ok',
    '{"html":"<html>"}',
    '<status>ok</status>',
    '<?xml version="1.0"?><health/>',
    '<!-- open',
    '<',
  ])('are not %j', (text) => {
    expect(isHtmlPage(text)).toBe(false);
  });
});

describe('paths of health endpoints', () => {
  it.each([
    '/health',
    '/api/v1/healthz?full=1',
    '/actuator/info',
    '/_health',
    '/health-check/',
    '/status.php',
    '/READYZ',
  ])('include %s', (path) => {
    expect(namesHealthEndpoint(path)).toBe(true);
  });

  it.each(['/', '/books', '/healthcare', '/server-status-page', '/?next=/health', null])(
    'do not include %s',
    (path) => {
      expect(namesHealthEndpoint(path)).toBe(false);
    },
  );
});
