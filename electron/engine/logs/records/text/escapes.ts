/**
 * Terminal sequences of ECMA-48, in their seven-bit and eight-bit forms: strings (OSC with hyperlinks, DCS, SOS,
 * PM, APC) that have their end, CSI, charset switches, the two-character ones. An ESC that begins none of them
 * goes too, so that what is left can never become one.
 */
const SEQUENCES =
  /(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]+[0-~]|\u001b[0-~]?/g;

/** The text without colours, hyperlinks and whatever else steers a terminal. All other characters stay. */
export function withoutEscapes(text: string): string {
  return STEERS_TERMINAL.test(text) ? text.replace(SEQUENCES, '') : text;
}

/** What every sequence begins with. */
export const STEERS_TERMINAL = /[\u001b\u0090\u0098\u009b\u009d-\u009f]/;
