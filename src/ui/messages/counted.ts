/** A count with its English noun: "1 report", "3 reports". Indonesian nouns do not change. */
export function counted(count: string, one: string, many = `${one}s`): string {
  return `${count} ${count === '1' ? one : many}`
}
