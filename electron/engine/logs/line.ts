/** One line of a log file, decoded. */
export interface LogLine {
  /** Without its line end; the first 64 KiB where it is longer. */
  text: string;
  /** Where it starts, in bytes of the text of the file (decompressed). */
  offset: number;
  /** What it takes in the file, line end included: the next line starts at `offset + bytes`. */
  bytes: number;
  /** Whether more than was kept stood there. */
  truncated: boolean;
  /**
   * True where the text was looked through already and holds neither a terminal's escape sequence nor anything that
   * redaction could be about; false or left out where it has to be looked at.
   */
  harmless?: boolean;
}
