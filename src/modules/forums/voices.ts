import { tanggal } from '../../kernel/date.ts'
import { together } from '../../platform/db/database.ts'
import { endOfDay, type Voice, type VoiceSource } from '../participation/index.ts'
import { type KeadaanSuara, listSuara, type SuaraWarga } from './actions/suara.ts'
import type { Deps } from './deps.ts'
import { messagesIn } from './messages/index.ts'
import { countOverdue } from './store/forum-store.ts'
import { readHitungan } from './store/kiriman-store.ts'

const KINDS = {
  bahasan: 'proses',
  menunggu: 'tunggu',
  terlambat: 'lewat',
  dijawab: 'selesai',
  terkunci: 'netral',
  disembunyikan: 'netral',
} as const satisfies Record<KeadaanSuara, string>

/** Talks and questions to the government, for the pages of taking part. */
export function forumVoices(deps: Deps): VoiceSource {
  const { kit } = deps
  return {
    kode: 'forum',
    name: { id: 'Forum warga', en: 'Forums' },
    about: {
      id: 'Bicarakan lingkungan Anda, atau tanyakan kepada pemerintah. Pertanyaan dijawab dinas pada waktunya.',
      en: 'Talk about your neighbourhood, or ask the government. Agencies answer questions by their day.',
    },
    href: '/forum',
    own: async (tx, { accountId }, { after, limit }) => {
      const page = { akunId: accountId, limit, ...(after === undefined ? {} : { after }) }
      return (await listSuara(deps, tx, page)).map((one) => voiceOf(kit, one))
    },
    count: async (tx, since) => {
      const dari = tanggal(since.toISOString().slice(0, 10))
      const [hitungan, overdue] = await together([
        readHitungan(tx, { dari, sebelum: '9999-12-31' }),
        countOverdue(tx, kit.today()),
      ])
      const received = hitungan.get('pertanyaan') ?? 0
      return { received, answered: Math.min(received, hitungan.get('jawaban') ?? 0), overdue }
    },
  }
}

function voiceOf(kit: Deps['kit'], one: SuaraWarga): Voice {
  const { id, nomor, judul, dikirimAt, tenggatPada, keadaan, jawaban, href } = one
  return {
    id,
    at: dikirimAt,
    nomor,
    title: judul,
    href: jawaban?.href ?? href,
    state: {
      kind: KINDS[keadaan],
      words: { id: messagesIn('id').states[keadaan], en: messagesIn('en').states[keadaan] },
    },
    ...(tenggatPada === null || jawaban !== null
      ? {}
      : { due: endOfDay(kit.region(), tenggatPada) }),
  }
}
