import type { FastifyInstance } from 'fastify'

type Fields = Readonly<Record<string, string | readonly string[]>>
type Injected = Awaited<ReturnType<FastifyInstance['inject']>>

export type FormVisitor = Readonly<{
  get: (url: string) => Promise<Injected>
  /** Send a form with the hidden fields of the page it stands on; what is given wins. */
  post: (url: string, fields: Fields, from?: string) => Promise<Injected>
  /** The same as multipart, with files. */
  upload: (
    url: string,
    fields: Record<string, string>,
    files: readonly Readonly<{ name: string; bytes: Uint8Array }>[],
  ) => Promise<Injected>
  csrf: () => Promise<string>
  headers: () => Record<string, string>
}>

/** A browser without script: keeps cookies, follows nothing by itself. */
export function createFormVisitor(server: FastifyInstance): FormVisitor {
  const jar = new Map<string, string>()
  const headers = () => ({
    accept: 'text/html',
    cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
  })
  const remember = (answer: Injected) => {
    for (const { name, value } of answer.cookies) {
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const get = async (url: string) => remember(await server.inject({ url, headers: headers() }))
  const hiddenOf = async (url: string) => {
    const page = await get(url)
    const inputs = page.payload.match(/<input[^>]*type="hidden"[^>]*>/g) ?? []
    return Object.fromEntries(
      inputs.map((input) => [
        /name="([^"]*)"/.exec(input)?.[1] ?? '',
        /value="([^"]*)"/.exec(input)?.[1] ?? '',
      ]),
    )
  }
  const csrf = async () => (await hiddenOf('/lapor'))._csrf ?? ''
  return {
    get,
    csrf,
    headers,
    post: async (url, fields, from = url) => {
      const hidden = await hiddenOf(from)
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries({ _csrf: await csrf(), ...hidden, ...fields }))
        for (const one of [value].flat()) body.append(name, one)
      return remember(
        await server.inject({
          method: 'POST',
          url,
          headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded' },
          payload: body.toString(),
        }),
      )
    },
    upload: async (url, fields, files) => {
      const hidden = await hiddenOf(url === '/lapor' ? url : '/lapor')
      const form = new FormData()
      for (const [name, value] of Object.entries({ ...hidden, ...fields })) form.append(name, value)
      for (const file of files) form.append('foto', new Blob([Buffer.from(file.bytes)]), file.name)
      const whole = new Request('http://x', { method: 'POST', body: form })
      return remember(
        await server.inject({
          method: 'POST',
          url,
          headers: { ...headers(), 'content-type': whole.headers.get('content-type') ?? '' },
          payload: Buffer.from(await whole.arrayBuffer()),
        }),
      )
    },
  }
}
