/** An official number that may break after its slashes: in a narrow column it pushes no amount off the screen. */
export function OfficialNumber({ value }: Readonly<{ value: string }>) {
  const [first = '', ...rest] = value.split('/')
  return (
    <>
      {first}
      {rest.map((part) => (
        <>
          /<wbr />
          {part}
        </>
      ))}
    </>
  )
}
