/** Texts of the pages in Indonesian. */
export const pages = {
  signIn: { title: 'Masuk' },
}
