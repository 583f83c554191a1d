/** What a label asks to choose: 选择调入单位 → 调入单位, so that no sentence says 选择 twice. */
export const objectOf = (label: string): string => label.replace(/^请?选择(?=.)/, '')
