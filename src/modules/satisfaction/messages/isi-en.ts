import type { IsiMessages } from './isi-id.ts'

export const isiEn: IsiMessages = {
  title: 'Judge our service',
  about: (layanan, unit) => `${layanan} at ${unit}`,
  lead: 'Nine questions, one minute. Choose 1 to 4: the higher the better.',
  privacy:
    'Answers are kept without name, application number or this link. No officer can tell whose answer is whose.',
  questions: 'Questions',
  least: '1 least',
  best: '4 best',
  you: 'About you, may be left empty',
  notTold: 'Not told',
  remark: 'Suggestion or remark',
  remarkHint:
    'Read by officers only. Write no names or telephone numbers; numbers that are recognised are masked.',
  send: 'Send answers',
  until: (date) => `This link works until ${date} and can be answered once.`,
  thanksTitle: 'Thank you',
  thanks: 'Your answer has been counted.',
  thanksNext: 'The score of a service is published once enough people have answered.',
  seeScores: 'See how people judge our services',
  closedTitle: 'This survey cannot be filled in',
  closedNext: 'If there is something to say about our service, tell us on the page for reports.',
  report: 'Make a report',
}
