/** What a running program answered. */
export type SiteAnswer = Readonly<{ status: number; html: string; location: string }>

export type Site = Readonly<{
  get: (path: string) => Promise<SiteAnswer>
  /** Send a form with the token of the page last seen. */
  post: (path: string, fields: Readonly<Record<string, string>>) => Promise<SiteAnswer>
  /** The same as multipart, with a photo. */
  upload: (
    path: string,
    fields: Readonly<Record<string, string>>,
    photo: Uint8Array,
  ) => Promise<SiteAnswer>
}>

/** A browser without script before a program that runs as a process of its own. */
export function openSite(address: string): Site {
  const cookies = new Map<string, string>()
  let token = ''
  const send = async (path: string, init: RequestInit = {}): Promise<SiteAnswer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(path, address), {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', origin: address, ...(cookie === '' ? {} : { cookie }) },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const html = await answer.text()
    token = /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? token
    return { status: answer.status, html, location: answer.headers.get('location') ?? '' }
  }
  return {
    get: (path) => send(path),
    post: (path, fields) =>
      send(path, { method: 'POST', body: new URLSearchParams({ _csrf: token, ...fields }) }),
    upload: (path, fields, photo) => {
      const form = new FormData()
      for (const [name, value] of Object.entries({ _csrf: token, ...fields }))
        form.append(name, value)
      form.append('foto', new Blob([Buffer.from(photo)]), 'foto.jpg')
      return send(path, { method: 'POST', body: form })
    },
  }
}
