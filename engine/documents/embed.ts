import type { EmbeddedFont, Pdf } from './canvas.ts'
import type { Face, FaceName } from './fonts.ts'

/**
 * The fonts of one document. The parsed font is shared by all documents, so nothing of a document
 * may be read back from it: fontkit's glyphs remember the first text they stood for, and 一 shares
 * its glyph with the radical ⼀. Here each character gets its own code, and the text layer is exact.
 */
export function embedder(pdf: Pdf): (face: Face) => EmbeddedFont {
  const used = new Map<FaceName, EmbeddedFont>()
  return (face) => {
    const known = used.get(face.name)
    if (known) return known
    const font = withExactText(new face.Embedded(pdf, face.font, `F${used.size + 1}`), face)
    pdf._fontFamilies[face.name] = font
    used.set(face.name, font)
    return font
  }
}

function withExactText(font: EmbeddedFont, face: Face): EmbeddedFont {
  const codes = new Map<number, string>()
  font.widthOfString = (text, size) => (face.width(text) * size) / 1000
  font.encode = (text) => {
    const glyphs = face.shape(text)
    const encoded = glyphs.map(({ id, codePoint, advance }) => {
      const known = codes.get(codePoint)
      if (known) return known
      const code = font.subset.glyphs.push(id) - 1
      font.widths[code] = advance
      font.unicode[code] = [codePoint]
      const hex = code.toString(16).padStart(4, '0')
      codes.set(codePoint, hex)
      return hex
    })
    return [
      encoded,
      glyphs.map((it) => ({
        xAdvance: it.advance + it.kern,
        advanceWidth: it.advance,
        xOffset: 0,
        yOffset: 0,
      })),
    ]
  }
  return font
}
