export const PUBLIK = '/musrenbang'
export const DAFTAR = `${PUBLIK}/usulan`
export const SUMBER = `${PUBLIK}/sumber`
export const USULAN = '/usulan'
export const KERJA = '/kerja/musrenbang'
export const RAPAT = `${KERJA}/rapat`
export const PERIKSA = `${KERJA}/usulan`
