export const PUBLIK = '/konsultasi'
export const KERJA = '/kerja/konsultasi'
