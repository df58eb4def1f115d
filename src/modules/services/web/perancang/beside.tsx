import type { VNode } from 'preact'
import { sampleLetter } from '../../actions/design-letter.ts'
import type { Deps } from '../../deps.ts'
import { wordsIn } from '../../domain/definition/types.ts'
import type { Path } from '../../domain/perancang/path.ts'
import { designMessages } from '../../messages/index.ts'
import { desaGroups, tableChoices } from '../lists.ts'
import type { Desk } from './frame.tsx'
import { Letter, type LetterView, PhonePage } from './preview.page.tsx'

/** What a part will look like, beside the form that edits it: its page on a phone, or its letter on paper. */
export function besidePart(deps: Deps, desk: Desk, path: Path): VNode | undefined {
  const [key, index = ''] = path
  if (key === 'form') return phoneOf(deps, desk, Number(index))
  return key === 'outputs' ? letterOf(deps, desk, Number(index)) : undefined
}

function phoneOf(deps: Deps, desk: Desk, index: number): VNode | undefined {
  const page = desk.isi.form[index]
  return page === undefined ? undefined : (
    <>
      <h2>{designMessages(desk.ctx.lang).previewForm}</h2>
      <PhonePage
        desk={desk}
        page={page}
        desa={desaGroups(deps)}
        tableChoices={tableChoices(deps)}
      />
    </>
  )
}

function letterOf(deps: Deps, desk: Desk, index: number): VNode | undefined {
  const letter = letterViews(deps, desk)[index]
  const m = designMessages(desk.ctx.lang)
  return letter === undefined ? undefined : (
    <>
      <h2>{m.previewLetter}</h2>
      <p class="kecil redup">{m.previewLetterNote}</p>
      <Letter letter={letter} />
    </>
  )
}

/** Letters of a definition filled with sample answers, by output; undefined where there is none. */
export function letterViews(deps: Deps, { ctx, isi }: Desk): readonly (LetterView | undefined)[] {
  return isi.outputs.map((output) => {
    const { letter } = output
    if (letter === undefined) return undefined
    return {
      id: output.id,
      label: wordsIn(output.label, ctx.lang),
      judul: letter.judul,
      penutup: letter.penutup,
      ...sampleLetter(deps, isi, letter),
    }
  })
}
