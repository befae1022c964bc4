/** The IANA time zone of the machine. */
export const machineZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;
