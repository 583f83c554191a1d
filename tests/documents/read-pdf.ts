import { inflateSync } from 'node:zlib'

/** Reads back what our own PDFs say, with nothing of the code that wrote them. */
export interface ReadPdf {
  /** One string per drawn line, in the order drawn. */
  readonly lines: readonly string[]
  /** The document in Latin-1, streams as stored: dictionaries can be matched against it. */
  readonly raw: string
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const raw = Buffer.from(bytes).toString('latin1')
  const objects = new Map<string, { dict: string; data: string }>()
  for (const [, number, body] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)\nendobj/g)) {
    const [dict = '', stream = ''] = body!.split(/\nstream\n/)
    const stored = Buffer.from(stream.replace(/\nendstream$/, ''), 'latin1')
    const data = dict.includes('/FlateDecode')
      ? inflateSync(stored).toString('latin1')
      : stored.toString('latin1')
    objects.set(number!, { dict, data })
  }
  const fonts = new Map<string, string[]>()
  for (const [, name, number] of raw.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number!)!.dict)![1]!
    fonts.set(name!, readMap(objects.get(map)!.data))
  }
  const pages = [...raw.matchAll(/\/Contents (\d+) 0 R/g)].map(([, it]) => objects.get(it!)!.data)
  return { raw, lines: pages.flatMap((page) => readLines(page, fonts)) }
}

function readMap(cmap: string): string[] {
  const texts: string[] = []
  for (const [, from, list] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    ;[...list!.matchAll(/<([^>]*)>/g)].forEach(([, units], index) => {
      const codes = units!.split(' ').map((it) => Number.parseInt(it, 16))
      texts[Number.parseInt(from!, 16) + index] = String.fromCharCode(...codes)
    })
  }
  return texts
}

function readLines(page: string, fonts: ReadonlyMap<string, string[]>): string[] {
  return [...page.matchAll(/BT\n([^]*?)ET/g)].map(([, drawn]) => {
    const texts = fonts.get(/\/(F\d+) /.exec(drawn!)![1]!)!
    return [...drawn!.matchAll(/<([0-9a-f]+)>/g)]
      .flatMap(([, hex]) => hex!.match(/.{4}/g)!)
      .map((code) => texts[Number.parseInt(code, 16)])
      .join('')
  })
}
