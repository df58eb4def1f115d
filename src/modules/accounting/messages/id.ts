export const id = {
  title: 'Akuntansi',
}
export type Messages = typeof id
