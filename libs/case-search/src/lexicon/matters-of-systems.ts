import type { Wordings } from './wordings';

/** The offices' own systems, and requests for information: what staff, officers and rules call the same thing. */
export const mattersOfSystems: Wordings = {
  printer:
    '打印 打印机 打不出 卡纸 复印 扫描 一体机 硒鼓 墨粉 色带 针式 制证 驱动 影印 列印 出票 回执 碳粉 粉盒 乱码 影印机 文印 | printer, print, printing, scanner, copier, toner, paper jam, queue, driver',
  'signing in':
    '登录 登陆 登入 登不上 登不进 密码 口令 账号 锁定 被锁 验证码 重置 忘记密码 单点登录 ukey ca证书 证书 令牌 数字证书 身份认证 进不去 进不了 认证失败 过期 u盾 账户 密钥 双因素 短信码 用户名 退出 踢出 | login, log in, log on, sign in, password, account, locked, locked out, reset, token, certificate, verification code, authentication, two-factor, credentials, expired',
  'slow system':
    '卡顿 很慢 太慢 卡死 转圈 加载 响应 超时 崩溃 死机 宕机 打不开 白屏 闪退 无响应 报错 500 502 504 排队 瘫痪 缓慢 慢得 假死 服务不可用 没反应 卡住 卡了 提交不了 刷新 服务器 | slow, freeze, frozen, crash, crashes, timeout, times out, hang, hangs, loading, outage, down, error 500, unavailable, blank page, spinning, server, unresponsive',
  network:
    '断网 网络 网线 内网 外网 vpn 无线 wifi 上不了网 专网 交换机 ip地址 掉线 政务外网 网速 连不上 连接不上 路由器 断线 光纤 机房 网口 光猫 丢包 网页打不开 | network, internet, vpn, wifi, wi-fi, cable, offline, switch, router, connection, disconnected, intranet, packet loss',
  'lost data':
    '数据丢失 误删 恢复数据 备份 数据不一致 不同步 同步 丢了 查不到 对不上 数据错误 重复数据 共享数据 接口 推送 数据交换 回流 不更新 缺失 找不到 没保存 不见了 清空 数据 数据库 数不对 统计 | data lost, deleted, restore, backup, inconsistent, not synchronised, sync, data missing, missing records, interface, duplicate records, recover, data, database, mismatch',
  'mail and office':
    '邮件 邮箱 收不到 附件 办公软件 公文 oa 流程 审批流 电子签章 签章 印章 公文系统 盖章 发文 | mail, email, mailbox, attachment, office, document system, seal, workflow',
  'queue machine':
    '叫号 取号 叫号机 自助机 自助终端 大屏 显示屏 评价器 高拍仪 读卡器 身份证读卡 触摸屏 黑屏 排号 排队机 刷卡 读不出 终端机 一体终端 摄像头 屏幕 触屏 设备 | queue machine, ticket machine, kiosk, self-service, terminal, screen, card reader, id reader, touch screen, camera, display',
  'phone line':
    '电话 热线 座机 话机 坐席 录音 转接 无声 线路 杂音 来电 呼叫中心 打不通 耳机 呼入 | telephone, phone, hotline, call centre, headset, line, recording, caller, calls',
  'virus and security':
    '病毒 中毒 勒索 木马 钓鱼 杀毒 漏洞 弹窗 攻击 安全软件 可疑 诈骗邮件 入侵 泄露 | virus, ransomware, phishing, malware, antivirus, suspicious, hacked, attack',
  'wrong results':
    '计算错误 算错 金额不对 显示错误 统计错 时间不对 报表 错误 升级 更新后 版本 补丁 新版 改版 升级后 上线 | wrong amount, miscalculated, report, display, upgrade, update, new version, release, patch',
  'computer broken':
    '开不了机 蓝屏 主机 硬盘 显示器 键盘 鼠标 电源 重装 老旧 换电脑 内存 笔记本 电脑 电脑坏 异响 开机 | computer, pc, blue screen, hard disk, monitor, keyboard, mouse, laptop, power supply, boot',
  'access rights':
    '权限 开通 授权 角色 新员工 调岗 账号申请 菜单 停用账号 离岗 开户 | permission, access right, authorise, role, new colleague, new staff, grant',
  'new feature':
    '新增功能 需求 希望增加 优化 字段 模板 导出 批量 建议增加 | feature, field, template, export, batch, improve',
  payment:
    '缴费 支付 扣款 扫码支付 对账 电子票据 发票 pos 到账 重复扣 退费 | payment, pay, charged twice, invoice, receipt, reconciliation',
  'information request':
    '信息公开 依申请公开 公开申请 政府信息 答复书 不予公开 公开 延期答复 补正 | information request, disclosure, freedom of information, government information, not disclosed',
};
