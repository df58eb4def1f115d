export const PUBLIK = '/pemungutan-suara'
export const KERJA = '/kerja/pemungutan-suara'

export const publikPath = (nomor: string, rest = '') => `${PUBLIK}/${nomor}${rest}`
export const kerjaPath = (nomor: string, rest = '') => `${KERJA}/${nomor}${rest}`
