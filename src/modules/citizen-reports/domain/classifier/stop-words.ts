/** Words that carry no subject matter. Short on purpose: place and time words are often useful. */
const WORDS = `
yang dan di ke dari ini itu untuk dengan pada ada adalah akan juga karena jika atau saya kami kita
bapak ibu anda mereka nya sudah belum telah sedang masih lagi saja pun lah kah agar supaya oleh
seperti sebagai dalam sampai hanya lebih sangat sekali bahwa maka tersebut para sama secara serta
tapi tetapi namun mohon tolong terima_kasih salam selamat pagi siang sore malam hormat yth dear
bisa dapat harus ingin mau jadi atas hal bagi saat ya kok sih dong nih deh lho
`

/** Stop words after slang has been mapped to one spelling. */
export const STOP_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))
