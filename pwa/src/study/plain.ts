/** A value as JSON carries it: screens may hand over reactive proxies, which no database can store. */
export const plain = <T>(value: T): T =>
  value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
