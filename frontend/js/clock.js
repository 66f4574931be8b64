// Tells the court the time zone of this device, so that pages can show the reader's own clock.

const YEAR = 60 * 60 * 24 * 365;

export function rememberTimeZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || document.cookie.split("; ").includes(`tz=${encodeURIComponent(zone)}`)) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `tz=${encodeURIComponent(zone)}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
}
