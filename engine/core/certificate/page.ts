/**
 * A page ready to be drawn: every value put in, every box placed. Lengths in mm from the top left,
 * font sizes in points. Whoever draws it knows no template, no person, no pack.
 */
export interface LaidOutPage {
  readonly width: number
  readonly height: number
  readonly boxes: readonly LaidOutBox[]
}

export type LaidOutBox =
  | LaidOutText
  | LaidOutQr
  | LaidOutLine
  | LaidOutRect
  | LaidOutSeal
  | LaidOutImage

interface Named {
  /** The template's name of the box: what an issue calls it. Without one it is called by its place. */
  readonly id?: string
}

/**
 * Text as it stands: nothing in it is a template, a tag or a command.
 * `shrink` never breaks lines and gets smaller (to 60 %); `wrap` breaks lines, and gets smaller once
 * they are too many for the box; `refuse` does neither. What still does not fit is an issue.
 */
export interface LaidOutText extends Named {
  readonly kind: 'text'
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly text: string
  readonly font: 'song' | 'hei'
  readonly size: number
  readonly bold?: boolean
  readonly align: 'left' | 'center' | 'right'
  /** Where the lines stand in the height of the box; `top` unless told. */
  readonly valign?: 'top' | 'middle' | 'bottom'
  /** Line to line, as a multiple of the size; 1.5 unless told. */
  readonly lineHeight?: number
  /** `#rgb` or `#rrggbb`. */
  readonly color?: string
  readonly overflow: 'shrink' | 'wrap' | 'refuse'
  /** Added between characters, in points. */
  readonly letterSpacing?: number
}

/** `size` is the side of the square with its quiet zone of four modules, which is painted white. */
export interface LaidOutQr extends Named {
  readonly kind: 'qr'
  readonly x: number
  readonly y: number
  readonly size: number
  readonly value: string
}

export interface LaidOutLine extends Named {
  readonly kind: 'line'
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly width: number
  readonly color: string
}

export interface LaidOutRect extends Named {
  readonly kind: 'rect'
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly stroke?: string
  /** Of the stroke, mm; 0.3 unless told. */
  readonly lineWidth?: number
  readonly fill?: string
  readonly radius?: number
}

/** A round seal drawn as vectors; `text` runs around the ring, `caption` stands under the star. */
export interface LaidOutSeal extends Named {
  readonly kind: 'seal'
  readonly x: number
  readonly y: number
  readonly diameter: number
  readonly text: string
  readonly centre?: 'star'
  readonly caption?: string
  readonly color: string
}

/** Bytes only: there is no way to name a file or an address. Fitted into the box, centred. */
export interface LaidOutImage extends Named {
  readonly kind: 'image'
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  /** PNG or JPEG. */
  readonly data: Uint8Array
}
