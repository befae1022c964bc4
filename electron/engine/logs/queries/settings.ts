/** What the configuration says of a log source, as far as reading its records needs it. */
export interface SourceSettings {
  id: string;
  /** Paths of files are told relative to it. */
  dir: string;
  /** Where records were read by the source's own pattern, it is needed to read them again. */
  pattern: string | null;
}
