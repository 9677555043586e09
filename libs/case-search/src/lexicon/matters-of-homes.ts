import type { Wordings } from './wordings';

/** Noise, property management, housing, water and community: what people, officers and rules call the same thing. */
export const mattersOfHomes: Wordings = {
  'noise of building sites':
    '工地 打桩 塔吊 施工 夜间施工 浇筑 混凝土 挖掘机 渣土车 连夜 赶工期 在建项目 泥头车 地盘 工程车 破路面 切割 建筑施工 楼盘 夜施 抢修 地铁 | building site, construction, pile driver, piling, concrete, excavator, crane, night permit, night work',
  'noise of renovation':
    '装修 电钻 砸墙 敲墙 贴砖 冲击钻 拆墙 开槽 铺地板 敲打 锤击 瓷砖 木工 二次装修 锯木 改水电 装潢 钻孔 | renovation, remodel, drilling, hammering, decoration, renovate, refurbish',
  'noise of neighbours':
    '楼上 脚步 拖椅子 跑跳 蹦跳 弹钢琴 钢琴 打麻将 音响 吵架 练琴 半夜吵 弹珠 拖拽 小孩跑 邻居 隔壁 架子鼓 | footsteps, upstairs, neighbours, neighbour, piano, stereo, children running, dragging, party',
  'noise of dancing':
    '广场舞 跳舞 音箱 音响 大喇叭 高音喇叭 跳操 大妈 空地 健身操 甩鞭 陀螺 舞曲 低音炮 舞队 伴奏 扩音器 广场 唱歌 合唱 放歌 | square dance, square dancing, dancing, loudspeaker, speakers, dancers, amplifier, park, music, singing',
  'noise of bars':
    '酒吧 ktv 卡拉 歌厅 夜店 烧烤 夜市 大排档 迪厅 棋牌室 喧哗 划拳 宵夜 歌舞厅 酒馆 夜宵 重低音 露天烧烤 餐饮 喝酒 驻唱 清吧 | bar, bars, karaoke, ktv, nightclub, pub, barbecue, night market, bass, drunk, drinkers',
  'noise of machines':
    '空调外机 外机 水泵 变压器 排风机 风机 油烟机 抽油烟机 冷却塔 机组 低频 嗡嗡 嗡鸣 电梯噪音 配电房 泵房 发电机 冷库 压缩机 共振 设备噪声 排烟机 冷凝 风扇 换热站 锅炉 震动 | air conditioner, compressor, fan, pump, transformer, cooling tower, humming, hum, low frequency, ventilation, vibration, generator, boiler',
  'noise of traffic':
    '高架 公路 铁路 火车 飞机 鸣笛 喇叭 炸街 摩托 飙车 改装车 车流 隔音屏 声屏障 机场 货车 大货车 快速路 减速带 排气管 赛车 轰鸣 高速 按喇叭 | traffic, road, motorway, highway, railway, train, aircraft, honking, horn, motorcycle, motorbike, racing, exhaust, sound barrier, viaduct, trucks',
  'noise of animals':
    '狗叫 犬吠 养狗 鸡叫 公鸡 宠物 狂吠 流浪狗 养鸡 打鸣 犬只 鸽子 | dog, dogs, barking, bark, rooster, pets',
  'noise of factories':
    '厂房 工厂 车间 机器 加工厂 生产线 铁皮 冲压 木材厂 厂里 机床 作坊 家具厂 五金 | factory, workshop, machine, machinery, plant, carpentry',
  'noise of shops':
    '叫卖 促销 店铺 商铺 超市喇叭 录音 沿街 洗车 修车 健身房 舞蹈室 瑜伽 撸铁 早餐店 菜市场 卸货 快递站 分拣 装卸 冷链 | shop, promotion, unloading, gym, weights, loading, supermarket, market, delivery station',
  'noise of schools': '学校 操场 广播 课间 军训 校园 广播操 | school, playground, broadcast',
  'at night': '夜间 半夜 凌晨 深夜 通宵 睡不着 睡觉 彻夜 夜里 晚上 | night, midnight, sleep',
  'roof leak':
    '漏水 渗漏 渗水 屋顶 楼顶 防水 顶楼 外墙 天台 屋面 霉 雨水 返水 墙皮 | leak, leaking, roof, waterproof, rain, mould',
  'repair fund':
    '维修基金 维修资金 大修 公共维修 专项维修 大修基金 房修 | repair fund, maintenance fund, housing repair fund',
  lift: '电梯 困人 电梯故障 停梯 坠梯 轿厢 维保 加装电梯 关人 电梯坏 升降 梯子 高层 爬楼 年检 电梯门 | lift, elevator, stuck, trapped, stairs',
  parking:
    '停车 车位 停车费 占车位 地下车库 停车位 充电桩 乱停 月租 车库 道闸 堵门 消防通道 私家车 临停 划线 产权车位 占道 | parking, car park, garage, parking space, charging pile, charger, parked',
  'property fee':
    '物业费 涨价 收费 乱收费 公摊 水电费 账目 公共收益 收支 公示 不透明 广告收益 物业服务费 欠费 费用 停水 停电 断水断电 | fee, fees, charge, charges, bill, accounts, public income, price increase, water cut',
  'owners committee':
    '业委会 业主委员会 业主大会 换物业 选聘 物业合同 交接 更换物业 筹备组 退出 投票 撤出 | owners committee, owners assembly, owners meeting, change company, vote',
  'cleaning and order':
    '卫生 垃圾 保洁 绿化 保安 门禁 治安 杂物 堆放 楼道 路灯 监控 环境脏 电动车 飞线充电 高空抛物 清运 蟑螂 老鼠 下水道 堵塞 | rubbish, garbage, waste, cleaning, security, greenery, corridor, stairwell, clutter, lamp, e-bike, drains, sewer, blocked',
  'illegal structure':
    '违建 私搭 搭建 违章 占用 圈占 改建 群租 住改商 阳光房 承重墙 隔断 | illegal structure, extension, occupied, sublet, load-bearing',
  'public rental':
    '公租房 廉租房 保障房 轮候 摇号 申请资格 配租 保障性住房 租赁补贴 腾退 住房困难 排队 安置房 | public rental, public housing, waiting list, lottery, allocation, eligibility, rent subsidy',
  'waste water':
    '污水 排污 废水 直排 臭水 河道 黑臭 雨污 化粪池 泔水 | waste water, sewage, discharge, river, stink',
  'cooking fumes':
    '油烟 炒菜 烟道 味道 呛人 异味 臭气 净化器 烟味 | fumes, smoke, smell, odour, cooking, flue',
  'home visits':
    '居住证 户口 落户 低保 残疾 高龄 补贴 津贴 救助 养老服务 助餐 证明 盖章 | residence permit, household, allowance, subsidy, disabled, elderly, meal, certificate',
};
