import type { Wordings } from './wordings';

/** Registration of businesses and consumers' complaints: what people, officers and rules call the same thing. */
export const mattersOfTrade: Wordings = {
  'premises of a business':
    '住所 经营场所 注册地址 房产证 产权证明 住宅 住改商 租赁合同 商住 地址 集群注册 门牌 房本 自建房 场地 | address, premises, residential, flat, proof of address, home address, lease',
  'abnormal list':
    '经营异常 异常名录 列异 异常 移出 年报 失联 信用修复 失信 抽查 公示 信用 黑名单 年度报告 解除异常 | abnormal, annual report, credit repair, blacklist, removed from the list',
  deregistration:
    '注销 简易注销 清算 注销不了 吊销 清税 税务注销 关店 关闭公司 停业 不干了 债权人公告 注销登记 退出市场 销户 不开了 | deregister, deregistration, close company, close the business, cancel licence, cancel registration, liquidation, tax clearance, wind up',
  'change of registration':
    '变更 法人变更 变更法人 股权转让 股东 法定代表人 变更登记 过户 转让 更名 经营范围 增项 改名 换法人 挂名 | change, legal representative, shareholder, transfer of shares, scope of business, amendment',
  'name of a business':
    '名称 企业名称 起名 核名 重名 字号 名字 驳回 商标 近似 | name, company name, name approval, similar name, trademark',
  'identity misused':
    '冒用 冒名 身份被盗 盗用 被法人 被注册 不知情 虚假登记 撤销登记 身份证丢 莫名 成了股东 | identity, stolen identity, false registration, fraudulent, without my knowledge, impersonated, misused',
  'food permit':
    '食品经营许可 食品证 卫生许可 餐饮许可 小餐饮 健康证 食品备案 许可证 现场核查 后厨布局 三小 小作坊 许可 热食 延续 换证 排烟 消防 图纸 | food permit, food licence, hygiene permit, inspection, kitchen, catering permit, renew, health certificate, fire safety',
  'online application':
    '网上申请 一网通办 系统 电子签名 实名认证 人脸 网办 提交 网上登记 签名 个体户 智能审批 电子营业执照 扫码 短信验证 | online application, electronic signature, portal, real-name, e-licence, submit online',
  'delay of a licence':
    '迟迟 超时 办理进度 多久 审批慢 逾期 跑了几趟 来回跑 材料 补正 一次性告知 重复提交 退件 退回 | delay, waiting, slow, again and again, documents, returned',
  licence:
    '营业执照 执照 证照 牌照 登记 设立 个体户 个体工商户 开店 | licence, license, register, registration, business licence',
  'bad food':
    '过期 变质 发霉 异物 食物中毒 拉肚子 发酸 虫子 生虫 保质期 蟑螂 苍蝇 不卫生 呕吐 食品安全 霉 头发 馊 腹泻 临期 | expired, mouldy, mold, spoiled, food poisoning, sick, foreign object, insect, vomiting',
  'prepaid card':
    '预付卡 充值 会员卡 办卡 退卡 健身房 健身卡 美容 储值 跑路 关门 余额 私教 退费 培训班 培训机构 年卡 次卡 闭店 课时 课程 剩余 理发 美发 早教 游泳 瑜伽 卡里 套餐 冻结 充了 | prepaid, membership, gym, top up, stored value, beauty salon, training centre, tuition, lessons, closed, refund, remaining balance, class, classes, coupons, hairdresser',
  'faulty goods':
    '质量 坏了 维修 三包 退货 换货 假货 假冒 伪劣 次品 瑕疵 翻新机 掉漆 开裂 不制冷 家电 手机 电脑 冰箱 空调 洗衣机 开胶 七天 质保 售后 保修 二手 掉色 | defective, faulty, broken, repair, replace, return, fake, counterfeit, warranty, phone, fridge, refurbished, after-sales, quality',
  'price dispute':
    '价格欺诈 多收 标价 明码标价 宰客 价签 结账 强制消费 打折 虚假 天价 缺斤少两 短斤少两 称 抹零 服务费 最低消费 | overcharged, price, price tag, bill, discount, minimum charge, short weight, scales',
  'online shopping':
    '网购 直播 平台 客服 快递 发货 下单 电商 主播 淘宝 退款 包裹 七天无理由 店家 拼单 差评 | online, online shop, livestream, parcel, courier, delivery, order, customer service, platform',
  'car dealings':
    '汽车 4s店 定金 提车 二手车 新车 交车 车辆 试驾 加油 油站 维修厂 购车 里程 调表 | car, dealer, used car, deposit, vehicle, mileage',
  'travel and booking':
    '旅行社 酒店 退票 机票 订房 民宿 导游 旅游 跟团 预订 景区 门票 退订 | travel, hotel, ticket, booking, tour, guide, cancel',
  'decoration company':
    '装修公司 装饰公司 橱柜 定制家具 全屋定制 工期 增项 停工 定制 沙发 家装 家具 板材 | decorator, furniture, cabinet, custom-made, decoration company, fit-out',
  'telecoms service':
    '宽带 话费 套餐 携号转网 流量 运营商 合约 月租 扣费 限速 自动续费 订阅 会员自动 | broadband, phone plan, subscription, auto-renew, contract, carrier',
  medical:
    '医美 美容院 医院 牙科 体检 保健品 整形 药店 养生 老人 理疗 | cosmetic, dental, supplements, health products, clinic, pharmacy',
  compensation: '赔偿 退款 退费 退钱 赔 退一赔三 十倍 | compensation, refund, compensate, money back',
};
