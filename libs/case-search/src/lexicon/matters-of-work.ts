import type { Wordings } from './wordings';

/** Pensions and wages: what people, officers and rules call the same thing. */
export const mattersOfWork: Wordings = {
  pension:
    '养老金 退休金 养老保险 养老待遇 退休工资 退休待遇 养老钱 劳保 | pension, retirement benefit, retirement pay',
  'life certification':
    '资格认证 生存认证 人脸识别 刷脸 生存证明 健在 健在证明 生存验证 年审 资格确认 未认证 认证 核验身份 活着 | proof of life, life certificate, certification, certify, face recognition, facial recognition',
  'payment stopped':
    '停发 暂停发放 停付 断发 没到账 未到账 没有入账 没打钱 中断 不发了 暂停 停了 没进账 断了 补发 恢复发放 | stopped, suspended, withheld, not paid, arrears, missing payment, resume',
  'transfer of insurance':
    '转移 接续 转入 转出 跨省 转移接续 衔接 并入 合并 异地 接不上 转过来 转回 两地 外省 | transfer, move record, join years, another province',
  'years counted':
    '工龄 缴费年限 视同缴费 核定 少算 漏算 补缴 断缴 漏缴 年限 连续工龄 档案 知青 下乡 招工表 | years of service, contribution years, work record, assessment, recalculate, back payment of contributions, personnel file, file',
  'retirement age':
    '退休年龄 出生日期 出生年月 提前退休 特殊工种 内退 延迟退休 病退 到龄 身份证年龄 档案年龄 办退休 | retirement age, early retirement, date of birth, birth date',
  'pension amount':
    '调整 上调 涨 涨钱 养老金计算 计发 少发 计算 基数 过渡性养老金 金额不对 比别人少 待遇偏低 | amount, calculation, raise, adjustment, too low, lower than',
  'death benefit':
    '丧葬费 抚恤金 丧葬补助 遗属 继承 去世 过世 病故 死亡 遗属待遇 个人账户余额 | funeral, death benefit, survivor, deceased, died, bereavement, inherit',
  'overpaid benefit':
    '多领 冒领 重复领取 退回 追回 双重待遇 死亡冒领 | overpaid, double benefit, claimed twice, repay',
  'employer insurance':
    '单位不缴 未缴社保 不交社保 不给交 没缴 社保欠缴 少缴 公积金 参保 | employer contributions, social insurance not paid, no social insurance',
  'residents pension':
    '城乡居民 居民养老 农村养老 新农保 失地农民 被征地 居保 | rural pension, residents pension',
  'unpaid wages':
    '欠薪 拖欠工资 欠工资 工资没发 未发工资 讨薪 工钱 血汗钱 讨要工资 不发工资 拖欠 克扣 劳务费 劳动报酬 未支付 不结账 工资 薪水 薪资 | unpaid wages, not paid, wages, salary, owed, pay us',
  'building work':
    '工地 包工头 农民工 总包 分包 班组 瓦工 木工 钢筋 项目部 劳务分包 务工人员 标段 泥水 架子 油漆 小工 工头 承包 施工队 民工 发包 | construction site, subcontractor, contractor, bricklayer, migrant worker, building site, site workers',
  'closed employer':
    '倒闭 破产 关门 跑路 失联 停产 注销 老板跑 人去楼空 解散 停业 歇业 搬走 欠债 法院查封 厂子 倒了 | closed down, bankrupt, bankruptcy, went under, boss disappeared, shut down, insolvent, factory closed',
  'leaving job':
    '离职 辞职 辞退 解雇 开除 解除劳动合同 补偿金 经济补偿 裁员 自离 赔偿金 提成 末月工资 劝退 被裁 走人 结清工资 | resigned, resignation, dismissed, dismissal, laid off, fired, severance, left the company, last month, final pay, quit',
  overtime:
    '加班 加班费 加班工资 节假日 三倍工资 调休 超时 工时 连轴转 夜班 倒班 通宵 休息日 周末上班 九九六 法定假日 | overtime, holiday work, weekend work, extra hours, working hours, double pay, triple pay, night shift',
  probation:
    '试用期 实习 实习生 培训期 试岗 兼职 暑假工 学生工 寒假工 临时工 日结 小时工 | probation, trial period, intern, internship, part time, student, summer job, temporary',
  'deduction from wages':
    '扣工资 扣钱 罚款 扣押 押金 迟到扣 绩效 绩效扣 服装费 克扣 违约金 扣发 | deduction, deducted, fine, deposit, withheld, penalty',
  'minimum wage': '最低工资 低于最低 保底 底薪 | minimum wage, base pay',
  'gig work':
    '骑手 外卖员 快递员 网约车 平台 站点 众包 主播 司机 配送 跑单 | rider, courier, delivery driver, driver, platform worker, gig',
  'no contract':
    '没签合同 未签劳动合同 没有合同 双倍工资 劳动关系 劳务派遣 派遣 外包 | without contract, no contract, labour relation, agency worker, dispatched',
  'food service work':
    '饭店 餐馆 餐厅 服务员 厨师 后厨 洗碗 酒楼 保洁 保安 店员 酒店 | restaurant staff, waiter, waitress, cook, kitchen, cleaner, security guard',
  'sick pay':
    '病假 产假 工伤 医疗期 产假工资 生育津贴 病假工资 | sick leave, sick pay, maternity, work injury',
};
