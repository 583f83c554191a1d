/**
 * What lists and public pages show instead of a sensitive value. Fixed numbers of stars, so that a
 * mask does not tell the length: `*****3321`, `139****12`, `黄**`, `w***@example.com`.
 */
export function maskText(mask: 'id-number' | 'phone' | 'name' | 'email', text: string): string {
  const letters = Array.from(text)
  if (letters.length === 0) return ''
  switch (mask) {
    case 'id-number':
      return letters.length > 8 ? `*****${letters.slice(-4).join('')}` : '*****'
    case 'phone':
      return letters.length > 7
        ? `${letters.slice(0, 3).join('')}****${letters.slice(-2).join('')}`
        : '****'
    case 'name':
      return `${letters[0]}**`
    case 'email': {
      const at = letters.lastIndexOf('@')
      return at > 0 ? `${letters[0]}***${letters.slice(at).join('')}` : '***'
    }
  }
}
