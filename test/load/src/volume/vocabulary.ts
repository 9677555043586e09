import type { CauseKind } from '@casetrace/contracts';

/** What people bring to the desk under one category: written for this bench, about a fictional city. */
export interface Matters {
  category: string;
  /** the subject, after the name of a place */
  subjects: readonly string[];
  /** what happened, in the filer's words; `{thing}` is drawn besides */
  stories: readonly string[];
  things: readonly string[];
  /** what failed, the likeliest first */
  causes: readonly CauseKind[];
  guidance: string;
  english: readonly string[];
}

/** The commonest first (Zipf). */
export const matters: readonly Matters[] = [
  {
    category: 'property-management',
    subjects: [
      '电梯停运无人维修',
      '物业收费不透明',
      '地下车库渗水',
      '楼道照明损坏',
      '绿化带被占用',
      '门禁长期失灵',
    ],
    stories: [
      '{thing}坏了近一个月，物业一直拖着不修',
      '多次向物业反映{thing}问题，始终没有结果',
      '{thing}的费用从未公示，住户不知去向',
    ],
    things: [
      '电梯',
      '水泵',
      '车库',
      '路灯',
      '门禁',
      '围墙',
      '绿化',
      '水箱',
      '管道',
      '消防',
      '监控',
      '楼道',
      '雨棚',
      '护栏',
    ],
    causes: ['handling', 'process', 'duties', 'information'],
    guidance: 'property-management-regulation',
    english: ['the lift has been out of order', 'the garage leaks', 'the fees were never published'],
  },
  {
    category: 'noise',
    subjects: ['夜间施工噪声扰民', '广场舞音响过大', '空调外机噪声', '餐馆排风噪声', '装修噪声不分时段'],
    stories: [
      '每晚十一点以后{thing}仍在响，家里老人睡不好',
      '{thing}离居民窗户不到五米，关窗也听得见',
      '向{thing}负责人劝说过几次，对方不理',
    ],
    things: ['工地', '音响', '外机', '风机', '货车', '电钻', '喇叭', '水泵', '机房', '球场', '冷库'],
    causes: ['handling', 'external', 'duties'],
    guidance: 'ecological-environment-code',
    english: ['building work goes on at night', 'the fans of a restaurant are loud'],
  },
  {
    category: 'consumer-complaint',
    subjects: [
      '预付卡退款被拒',
      '网购商品与描述不符',
      '健身房停业不退费',
      '维修收费过高',
      '食品过期仍在出售',
    ],
    stories: [
      '购买的{thing}出现质量问题，商家拒绝退换',
      '{thing}的余款三个月没有退',
      '商家在{thing}上标的价格与收费不一致',
    ],
    things: ['会员', '手机', '家具', '食品', '课程', '家电', '衣物', '眼镜', '轮胎', '奶粉', '瓷砖', '门票'],
    causes: ['external', 'information', 'handling', 'rule'],
    guidance: 'consumer-protection-law',
    english: ['the shop refuses a refund', 'the goods are not what was described'],
  },
  {
    category: 'social-insurance-pensions',
    subjects: [
      '养老金核定年限有误',
      '养老待遇未按月发放',
      '社保关系转移停滞',
      '缴费记录缺失',
      '退休审批迟迟未定',
    ],
    stories: [
      '{thing}记录少了两年，要求重新核定',
      '{thing}材料交了四十天，还没有答复',
      '原单位已注销，{thing}无法补齐',
    ],
    things: ['缴费', '工龄', '档案', '转移', '待遇', '账户', '证明', '年限', '补缴', '认证'],
    causes: ['information', 'process', 'rule', 'handling'],
    guidance: 'social-insurance-law',
    english: ['two years of contributions are missing', 'the pension did not arrive'],
  },
  {
    category: 'unpaid-wages',
    subjects: ['项目部拖欠工资', '离职后未结清工资', '加班费没有支付', '工资被无故克扣', '劳务公司推诿欠薪'],
    stories: [
      '做{thing}的二十多人三个月没有领到工资',
      '{thing}结束以后，包工方以各种理由拖欠',
      '{thing}的加班从来不计费用',
    ],
    things: ['木工', '钢筋', '保洁', '保安', '装卸', '餐饮', '外卖', '缝纫', '电焊', '抹灰', '电商'],
    causes: ['external', 'handling', 'rule'],
    guidance: 'migrant-worker-wages-regulation',
    english: ['wages of three months were not paid', 'overtime is never counted'],
  },
  {
    category: 'waste-water',
    subjects: ['餐馆油烟直排', '污水漫到路面', '化粪池外溢', '河道水体发臭', '洗车污水乱排'],
    stories: [
      '{thing}堵了以后污水流到人行道，气味很重',
      '{thing}没有装净化设备，油烟直接进家',
      '雨后{thing}返水，一楼住户被淹',
    ],
    things: ['管网', '油烟', '井盖', '沟渠', '泵站', '排口', '雨篦', '烟道', '化粪'],
    causes: ['duties', 'handling', 'process'],
    guidance: 'water-pollution-law',
    english: ['sewage runs over the pavement', 'kitchen fumes come into the flats'],
  },
  {
    category: 'community-service',
    subjects: ['垃圾清运不及时', '活动室长期不开放', '老年餐厅停业', '非机动车乱停', '流浪犬无人管理'],
    stories: [
      '{thing}已经一周没有人管',
      '社区答应解决{thing}，至今没有安排',
      '{thing}影响出行，希望尽快处理',
    ],
    things: ['垃圾', '车棚', '食堂', '书屋', '路面', '树枝', '犬只', '座椅', '公厕', '快递'],
    causes: ['duties', 'process', 'handling'],
    guidance: 'urban-residents-committee-law',
    english: ['the rubbish is not collected', 'the canteen for the elderly is closed'],
  },
  {
    category: 'business-licence',
    subjects: ['营业执照变更被退回', '注册地址无法通过', '个体户注销受阻', '许可延续逾期未批'],
    stories: [
      '{thing}材料补正三次，每次要求不同',
      '{thing}在系统里一直显示审核中',
      '窗口与网上对{thing}的要求不一致',
    ],
    things: ['章程', '地址', '印章', '名称', '经营', '税务', '许可', '年报', '股权'],
    causes: ['process', 'information', 'rule'],
    guidance: 'market-entity-registration-regulation',
    english: ['the change of the licence was returned three times'],
  },
  {
    category: 'public-housing',
    subjects: ['公租房轮候排序有误', '公租房漏水', '资格复审未通过', '租金补贴停发'],
    stories: ['{thing}信息没有更新，排序倒退', '{thing}审核不通过，没有说明理由', '入住后{thing}反复出问题'],
    things: ['收入', '户籍', '轮候', '补贴', '厨房', '卫生', '窗户', '阳台', '租金'],
    causes: ['rule', 'process', 'information'],
    guidance: 'public-rental-housing-measures',
    english: ['our place on the waiting list is wrong'],
  },
  {
    category: 'information-request',
    subjects: ['申请公开规划材料', '征收补偿信息未答复', '公开答复内容不全'],
    stories: ['申请公开{thing}文件，超过二十个工作日没有答复', '答复说{thing}不存在，但已有公告提到'],
    things: ['规划', '预算', '补偿', '批复', '合同', '环评', '测绘'],
    causes: ['process', 'rule', 'handling'],
    guidance: 'government-information-disclosure-regulation',
    english: ['a request for documents was not answered'],
  },
  {
    category: 'it-fault',
    subjects: ['业务系统无法登录', '打印服务中断', '网络频繁掉线', '数据同步失败'],
    stories: ['{thing}从早上起报错，窗口无法办件', '{thing}升级以后经常超时'],
    things: ['网关', '证书', '打印', '专网', '邮箱', '接口', '终端', '磁盘'],
    causes: ['process', 'external', 'handling'],
    guidance: 'demo-city-it-help-desk-guide',
    english: ['nobody can log in since this morning', 'the gateway times out'],
  },
  {
    category: 'it-request',
    subjects: ['申请开通账号', '申请共享数据', '新增报表需求'],
    stories: ['新到岗人员需要{thing}权限', '希望在{thing}里增加一项查询'],
    things: ['账号', '报表', '目录', '权限', '门户', '台账'],
    causes: ['process', 'information', 'unspecified'],
    guidance: 'demo-city-it-help-desk-guide',
    english: ['a new colleague needs an account'],
  },
];

const firsts = Array.from('翠金银东西南北新春秋和福康宁景雅丰华嘉祥兴明星阳清碧红绿紫文锦玉松柏枫桂兰竹荷柳');
const seconds = Array.from(
  '苑园湖山河桥林泉湾岭亭庭川江浦溪城塘坡岗谷洲港台峰堤村坪渡屯坊巷里汀崖潭畔墅垄寨',
);

/** Names of two characters, 1,600 of them: the first few are heard every day, the last ones once in months. */
export const placeNames: readonly string[] = seconds.flatMap((_, turn) =>
  firsts.map((first, at) => first + seconds[(at * 7 + turn) % seconds.length]!),
);
export const kindsOfPlace = ['小区', '花园', '大厦', '市场', '路口', '工业园', '公寓', '广场'] as const;
export const districts = [
  'east',
  'old-town',
  'riverside',
  'north',
  'hi-tech',
  'south',
  'west-hills',
  'harbour',
] as const;

export const openings = [
  '本人是附近住户。',
  '市民来电反映：',
  '代家中老人反映：',
  '希望有关部门核实。',
  '情况紧急，请尽快处理。',
  '此前打过两次电话。',
  '与邻居商量后一起反映。',
  '我们是沿街商户。',
  '受多位住户委托反映：',
  '上次答复后情况又出现：',
] as const;
export const requests = [
  '请核实并答复。',
  '希望本月内解决。',
  '要求有关单位说明原因。',
  '请告知处理结果。',
  '希望有人到现场查看。',
  '请协调各方处理。',
] as const;
export const progress = [
  '已联系{thing}责任单位核实情况。',
  '已到现场查看，情况属实。',
  '已调取有关记录，正在核对。',
  '已约双方当面沟通。',
  '已发函要求五日内整改。',
  '经办人员已电话告知进展。',
] as const;
export const results = [
  '责任单位已完成整改，现场复查合格。',
  '经协调，双方达成一致。',
  '已补正记录，差额下月发放。',
  '已责令停止，并约谈负责人。',
  '不属违规，已说明理由与救济途径。',
  '已恢复正常，后续加强巡查。',
] as const;
export const causes = [
  '责任分工不清。',
  '维护不及时。',
  '材料要求没有一次告知。',
  '系统数据没有同步。',
  '经营者不履行约定。',
  '规定没有覆盖这种情形。',
] as const;
export const statements = [
  '补充：今天又发生一次，有照片。',
  '不同意前次说法，理由已说明。',
  '请问什么时候有结果？',
  '补交材料一份。',
  '希望说明依据的规定。',
] as const;
export const replies = [
  '已收到补充材料，一并核实。',
  '依据有关规定答复如下，请查阅。',
  '预计三个工作日内有结果。',
  '已向您说明办理情况。',
] as const;
export const situations = [
  '超出本部门职责，需要上级协调。',
  '责任单位拒不配合。',
  '涉及多个部门，权限不足。',
  '需要专项资金，本级无法安排。',
] as const;
export const opinions = [
  '满意。',
  '处理及时。',
  '基本解决，还可以更快。',
  '没有解决根本问题。',
  '同意结案，但结果不理想。',
] as const;
