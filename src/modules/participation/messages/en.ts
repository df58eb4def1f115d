import type { Messages } from './id.ts'

export const en: Messages = {
  title: 'Take part',
  description:
    'Proposals, opinions, surveys and votes of the region, and the answer to all of them.',
  lead: 'Send proposals and opinions, vote, and see what comes of it. Everything sent in gets an answer.',
  mine: 'Your voice',
  mineHelp: 'Everything you ever sent in and its answer, on one page.',
  open: 'Ways to take part',
  until: (when: string) => `until ${when}`,
  nothingOpen: 'Nothing is open right now.',
  promises: 'Is everything answered?',
  promisesHelp: (since: string) =>
    `What came in since ${since}. Overdue means that no answer was given by the promised date.`,
  kind: 'Kind',
  received: 'Received',
  answered: 'Answered',
  overdue: 'Overdue',
  notCounted: 'The first figures appear within ten minutes after the system starts.',
  countedAt: (when: string) => `Counted ${when}.`,
  results: 'You said, we did',
  said: 'What was said',
  did: 'What was done',
  when: 'When',
  noResults: 'Nothing has been completed yet.',
  own: {
    title: 'Your voice',
    lead: 'Reports, proposals and opinions you sent with this account. The newest first.',
    none: 'You have not sent anything yet',
    noneHelp: 'Start from the page Take part.',
    hub: 'Open Take part',
    sent: (when: string) => `sent ${when}`,
    due: (when: string) => `answer due by ${when}`,
    late: 'Overdue',
    answer: (text: string) => `Answer: ${text}`,
    nameless:
      'Survey answers and ballots carry no name. So they are not on this page, and nobody can show them.',
    shown: (count: string) => `${count} shown`,
  },
}
