import type { Dice } from '../../src/seed/dice.ts'

/** What a picture is about; each has a state before the work and one after it. */
export const SUBJECTS = ['jalan', 'penerangan', 'sampah', 'air', 'umum'] as const
export type Subject = (typeof SUBJECTS)[number]

export const WIDTH = 640
export const HEIGHT = 480

/** A street nobody lives in: sky, hills, houses, trees and the thing that is reported, as one SVG. */
export function drawScene(subject: Subject, isFixed: boolean, dice: Dice): string {
  const isNight = subject === 'penerangan'
  const horizon = 150 + dice.below(110)
  const parts = [
    sky(isNight, horizon, dice),
    hills(horizon, isNight, dice),
    ground(horizon, isNight, dice),
    houses(horizon, isNight, dice),
    road(horizon, isNight, dice),
    SUBJECT[subject](isFixed, horizon, dice),
    trees(horizon, isNight, dice),
    grain(dice),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${parts.join('')}</svg>`
}

const between = (dice: Dice, low: number, high: number) => low + dice.below(high - low + 1)
const rgb = (red: number, green: number, blue: number) =>
  `rgb(${Math.max(0, Math.min(255, red))},${Math.max(0, Math.min(255, green))},${Math.max(0, Math.min(255, blue))})`

function sky(isNight: boolean, horizon: number, dice: Dice): string {
  const light = between(dice, 150, 235)
  const top = isNight ? rgb(14, 20, 40) : rgb(light - 50, light - 15, light + 15)
  const low = isNight ? rgb(40, 48, 74) : rgb(light + 10, light + 10, light)
  const clouds = Array.from({ length: isNight ? 0 : dice.below(5) }, () => {
    const x = dice.below(WIDTH)
    const y = dice.below(horizon)
    return `<ellipse cx="${x}" cy="${y}" rx="${between(dice, 50, 150)}" ry="${between(dice, 12, 40)}" fill="#fff" opacity=".7"/>`
  })
  return `<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${low}"/></linearGradient></defs><rect width="${WIDTH}" height="${horizon + 4}" fill="url(#s)"/>${clouds.join('')}`
}

function hills(horizon: number, isNight: boolean, dice: Dice): string {
  return Array.from({ length: 2 + dice.below(2) }, (_, index) => {
    const x = between(dice, -100, WIDTH)
    const width = between(dice, 180, 420)
    const height = between(dice, 40, 130)
    const shade = isNight ? 26 + index * 5 : between(dice, 70, 130)
    return `<path d="M${x} ${horizon}q${width / 2} ${-height} ${width} 0z" fill="${rgb(shade - 10, shade + 12, shade)}"/>`
  }).join('')
}

function ground(horizon: number, isNight: boolean, dice: Dice): string {
  const green = between(dice, 90, 150)
  const fill = isNight ? rgb(24, 34, 26) : rgb(green - 20, green, green - 60)
  return `<rect y="${horizon}" width="${WIDTH}" height="${HEIGHT - horizon}" fill="${fill}"/>`
}

function houses(horizon: number, isNight: boolean, dice: Dice): string {
  return Array.from({ length: 1 + dice.below(3) }, () => {
    const width = between(dice, 80, 190)
    const height = between(dice, 60, 130)
    const x = between(dice, -40, WIDTH - 60)
    const y = horizon + between(dice, 0, 30) - height
    const wall = between(dice, 150, 235)
    const walls = isNight ? rgb(50, 50, 60) : rgb(wall, wall - 15, wall - 35)
    const roof = isNight ? rgb(50, 30, 28) : rgb(between(dice, 120, 180), 70, 50)
    const window = isNight && dice.below(2) === 0 ? '#f4d58a' : '#3d4a55'
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${walls}"/><path d="M${x - 14} ${y}l${width / 2 + 14}-${between(dice, 30, 60)} ${width / 2 + 14} ${between(dice, 30, 60)}z" fill="${roof}"/><rect x="${x + 14}" y="${y + 18}" width="26" height="26" fill="${window}"/><rect x="${x + width - 48}" y="${y + height - 48}" width="26" height="48" fill="#5b4636"/>`
  }).join('')
}

function road(horizon: number, isNight: boolean, dice: Dice): string {
  const vanish = between(dice, 120, WIDTH - 120)
  const left = between(dice, -160, 120)
  const right = between(dice, WIDTH - 120, WIDTH + 160)
  const grey = isNight ? 46 : between(dice, 95, 140)
  return `<path d="M${vanish - 8} ${horizon}L${left} ${HEIGHT}H${right}L${vanish + 8} ${horizon}z" fill="${rgb(grey, grey, grey + 3)}"/>`
}

function trees(horizon: number, isNight: boolean, dice: Dice): string {
  return Array.from({ length: 1 + dice.below(4) }, () => {
    const x = dice.below(2) === 0 ? between(dice, -20, 160) : between(dice, WIDTH - 160, WIDTH + 20)
    const y = horizon + between(dice, 20, 130)
    const size = between(dice, 30, 90)
    const green = isNight ? 30 : between(dice, 60, 120)
    return `<rect x="${x - 6}" y="${y - size}" width="12" height="${size}" fill="#4b3826"/><circle cx="${x}" cy="${y - size - 10}" r="${size * 0.7}" fill="${rgb(green - 25, green, green - 30)}"/>`
  }).join('')
}

/** A little uneven light, so that no two pictures compress alike. */
function grain(dice: Dice): string {
  const x = dice.below(WIDTH)
  return `<defs><radialGradient id="g"><stop stop-color="#fff" stop-opacity=".16"/><stop offset="1" stop-color="#000" stop-opacity=".16"/></radialGradient></defs><ellipse cx="${x}" cy="${dice.below(HEIGHT)}" rx="${WIDTH}" ry="${HEIGHT}" fill="url(#g)"/>`
}

const SUBJECT: Readonly<
  Record<Subject, (isFixed: boolean, horizon: number, dice: Dice) => string>
> = {
  jalan: (isFixed, _horizon, dice) => {
    const x = between(dice, 180, 440)
    const y = between(dice, 340, 420)
    const width = between(dice, 60, 130)
    return isFixed
      ? `<path d="M${x - width} ${y - 24}h${width * 2}l20 60h-${width * 2 + 40}z" fill="#33363a"/>`
      : `<ellipse cx="${x}" cy="${y}" rx="${width}" ry="${width / 3}" fill="#5a4c3c"/><ellipse cx="${x + 8}" cy="${y + 4}" rx="${width * 0.7}" ry="${width / 5}" fill="#7d93a3"/>`
  },
  penerangan: (isFixed, horizon, dice) => {
    const x = between(dice, 140, 500)
    const top = horizon - between(dice, 60, 130)
    const pole = `<path d="M${x} ${HEIGHT - 90}V${top}h54" stroke="#8a9096" stroke-width="8" fill="none"/>`
    return isFixed
      ? `${pole}<path d="M${x + 54} ${top}l-130 ${HEIGHT - top - 60}h280z" fill="#ffe9a8" opacity=".5"/><circle cx="${x + 54}" cy="${top}" r="14" fill="#fff3c4"/>`
      : `${pole}<circle cx="${x + 54}" cy="${top}" r="11" fill="#3a3f44"/>`
  },
  sampah: (isFixed, _horizon, dice) => {
    const x = between(dice, 120, 480)
    const y = between(dice, 330, 420)
    if (isFixed)
      return `<rect x="${x}" y="${y - 60}" width="58" height="66" rx="6" fill="#2c6e49"/><rect x="${x - 5}" y="${y - 70}" width="68" height="12" rx="4" fill="#1f5136"/>`
    const colours = ['#d9d2c5', '#31465a', '#b14a3b', '#e8e4da', '#454b33', '#c7a54a']
    return Array.from(
      { length: between(dice, 10, 20) },
      () =>
        `<ellipse cx="${x + between(dice, -90, 90)}" cy="${y + between(dice, -40, 14)}" rx="${between(dice, 14, 38)}" ry="${between(dice, 10, 24)}" fill="${dice.pick(colours)}"/>`,
    ).join('')
  },
  air: (isFixed, _horizon, dice) => {
    const y = between(dice, 330, 390)
    return isFixed
      ? `<path d="M40 ${y}h${WIDTH - 120}v22H40z" fill="#9aa0a4"/><path d="M60 ${y + 6}h${WIDTH - 160}v10H60z" fill="#4b5357"/>`
      : `<path d="M0 ${y}q160-${between(dice, 20, 50)} 320 0t320 0V${HEIGHT}H0z" fill="#7a8f94" opacity=".88"/><path d="M60 ${y + 40}h120M300 ${y + 70}h160M120 ${y + 96}h140" stroke="#b9c8cb" stroke-width="4"/>`
  },
  umum: (isFixed, _horizon, dice) => {
    const x = between(dice, 140, 440)
    const y = between(dice, 270, 340)
    const board = isFixed ? '#f2f2ee' : '#9b8f7c'
    const tilt = isFixed ? 0 : between(dice, 14, 34)
    return `<g transform="rotate(${tilt} ${x} ${y + 100})"><path d="M${x} ${y + 110}V${y}" stroke="#6f7478" stroke-width="9"/><rect x="${x - 52}" y="${y - 62}" width="104" height="66" rx="6" fill="${board}" stroke="#39424a" stroke-width="5"/><path d="M${x - 36} ${y - 40}h72M${x - 36} ${y - 20}h50" stroke="#39424a" stroke-width="6"/></g>`
  },
}
