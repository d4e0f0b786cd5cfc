// What only the browser knows: where its user is.
export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
