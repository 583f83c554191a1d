/** The database DATABASE_URL names cannot be had: one sentence says why and what to do, without its password. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused'
}

/** A later version than this one has written in it. */
export const tooNew = '这个数据库已由更新的版本使用过，本版本不能使用：请启动那个版本或更新的版本。'

/** What the address says, readable; or the refusal. It is never repeated: it has the password in it. */
export function readDatabaseUrl(url: string): {
  readonly user: string
  readonly password: string
  readonly host: string
  readonly port: string
  readonly name: string
} {
  try {
    const { protocol, username, password, hostname, port, pathname, searchParams } = new URL(url)
    if (protocol !== 'postgres:' && protocol !== 'postgresql:') throw new Error(protocol)
    const [user, secret, name] = [username, password, pathname.slice(1)].map(decodeURIComponent)
    return {
      user: user!,
      password: secret!,
      host: searchParams.get('host') ?? hostname,
      port: port || '5432',
      name: name!,
    }
  } catch {
    throw new DatabaseRefused(
      'DATABASE_URL 不是有效的地址：应形如 postgres://用户:密码@主机:5432/库名，密码里的特殊字符要转义（@ 写作 %40，% 写作 %25）。',
    )
  }
}

/** Does the first work on a database; what keeps it from being reached is said in one sentence. */
export async function orRefused<T>(url: string, work: () => Promise<T>): Promise<T> {
  const its = readDatabaseUrl(url)
  try {
    return await work()
  } catch (error) {
    const says = whyNot(error, its)
    if (says === undefined) throw error
    throw new DatabaseRefused(says, { cause: error })
  }
}

function whyNot(error: unknown, its: ReturnType<typeof readDatabaseUrl>): string | undefined {
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string }
  const { user, host, port, name } = its
  const place = host === '' ? '本机' : host.startsWith('/') ? host : `${host}:${port}`
  switch (code) {
    case '28P01':
      return `DATABASE_URL 里的账号或密码不对（账号 ${user}）：请核对，密码里的特殊字符要转义。`
    case '28000':
      return `数据库不接受账号 ${user} 从这里连接：请核对账号，以及服务器的 pg_hba.conf。`
    case '3D000':
      return `数据库 ${name} 不存在：请先建好（createdb ${name}），或核对 DATABASE_URL 里的库名。`
    case '42501':
      return `账号 ${user} 在数据库 ${name} 里没有建表的权限：请让它成为这个库的所有者。`
    case '53300':
      return `数据库（${place}）的连接数已满：请关掉多余的连接，或调大 max_connections。`
    case '57P03':
      return `数据库（${place}）正在启动或恢复：请稍等片刻再启动。`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `找不到数据库所在的主机 ${host}：请核对 DATABASE_URL 和网络。`
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `${place} 上没有数据库在运行：请先启动 PostgreSQL，或核对 DATABASE_URL 里的主机和端口。`
  }
  const isSilent =
    /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET)$/.test(code) ||
    /timeout exceeded when trying to connect|timeout expired|Connection terminated/.test(message)
  return isSilent ? `数据库（${place}）没有回应：请核对主机、端口和防火墙。` : undefined
}
