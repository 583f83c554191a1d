/** What leaked lists begin with: tried first by whoever guesses (NIST SP 800-63B 3.1.1.2). */
const whole: ReadonlySet<string> = new Set(
  (
    '1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz@wsx 1qazxsw2 zaq12wsx qazwsxedc q1w2e3r4 q1w2e3r4t5 ' +
    'qwertyui qwertyuiop asdfghjk asdfghjkl zxcvbnm1 asdf1234 qwer1234 zxcv1234 1234qwer qwe123456 ' +
    'a1234567 a12345678 a123456789 aa123456 aa12345678 abc12345 abcd1234 abc123456 asd123456 ' +
    'q123456789 w123456789 z123456789 123456789a 12345678a 1234567a 123456aa 123456abc 1234abcd ' +
    '123123123 12341234 11223344 1122334455 112233445566 12121212 123321123 123454321 0123456789 ' +
    '147258369 1472583690 159357456 789456123 987654321a 741852963 963852741 5201314a 52013145201314 ' +
    '01234567 31415926 14789632 iloveyou1 iloveyou520 woaini520 woaini521 woaini1314 wodemima ' +
    'sunshine princess football baseball superman starwars trustno1 whatever computer internet ' +
    'michael1 jennifer zhonghua zhongguo woaizhongguo'
  ).split(' '),
)

/** A word everybody thinks of, with or without a few digits and signs behind it. */
const words =
  /^(p[a@]ssw[o0]rd|passwd|mima|admin|administrator|root|user|test|guest|welcome|letmein|qwerty|iloveyou|woaini|abc|abcd|xueshi)[\d\W_]{0,6}$/

export function isCommon(password: string): boolean {
  const lower = password.toLowerCase()
  return whole.has(lower) || words.test(lower)
}
