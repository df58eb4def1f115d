import type { Messages } from './id.ts'

/** Texts of the pages in English. */
export const pages: Messages['pages'] = {
  signIn: { title: 'Sign in' },
}
