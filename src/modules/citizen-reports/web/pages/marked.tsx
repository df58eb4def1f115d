import { findPersonalData } from '../../../../kernel/personal-data.ts'

/** A text in which what will be masked stands out. */
export function Marked({ text }: Readonly<{ text: string }>) {
  const ranges = findPersonalData(text)
  return (
    <>
      {ranges.map(({ start, end }, index) => (
        <>
          {text.slice(ranges[index - 1]?.end ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </>
      ))}
      {text.slice(ranges.at(-1)?.end ?? 0)}
    </>
  )
}
