import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseNote } from '../../../kernel/tlog/note.ts'
import { parseAddCheckpoint } from '../domain/add-checkpoint.ts'

export type Asked = Readonly<{
  path: string
  /** What it is asked to come from. */
  oldSize: number
  /** Text of the checkpoint it is asked to sign. */
  text: string
}>

export type FakeWitness = Readonly<{
  url: string
  /** "127.0.0.1:3100", for the list of private addresses that may be asked. */
  host: string
  asked: readonly Asked[]
  /** Most requests that were open together. */
  mostAtOnce: () => number
  close: () => Promise<void>
}>

/** Something at the address of a witness that answers as it is told, or not at all. */
export async function fakeWitness(
  answer: (asked: Asked, response: ServerResponse) => void,
): Promise<FakeWitness> {
  const asked: Asked[] = []
  let open = 0
  let most = 0
  const server = createServer(async (request, response) => {
    open += 1
    most = Math.max(most, open)
    response.on('close', () => {
      open -= 1
    })
    let body = ''
    for await (const piece of request) body += String(piece)
    const parsed = parseAddCheckpoint(body)
    const one = {
      path: request.url ?? '',
      oldSize: parsed?.oldSize ?? -1,
      text: parseNote(parsed?.checkpoint ?? '')?.text ?? '',
    }
    asked.push(one)
    answer(one, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}`,
    host,
    asked,
    mostAtOnce: () => most,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
