/**
 * What in people's own words counts as said, by plain lists: anybody can see why a point was given, and adding a word
 * never takes one away.
 */
const list = (chinese: string, english: string) => ({
  chinese: chinese.split(' '),
  english: new RegExp(`\\b(${english.replace(/\*/g, '\\w*').split(' ').join('|')})(s|es|ed|ing)?\\b`, 'i'),
});

const signs = {
  trouble: list(
    '低 不 病 虫 死 烂 坏 少 差 慢 难 没 无 黄 枯 萎 贵 缺 损 污染 浪费 滞销 漏 断 堵 倒伏 卷曲 裂 霉 瘤 卖 赔 急需 有限 下降 减产 问题 隐患 矛盾 短板',
    'low poor die died dead dying rot rotten fail* lack lose lost loss no not never without pest disease expensive slow weak bad broken yellow wilt dry unsold short problem trouble',
  ),
  extent: list(
    '年 月 天 季 春 夏 秋 冬 雨后 多次 多年 成片 整片 大片 大面积 部分 一半 每亩 亩产 平均 持续 突然',
    'year month week day season spring summer autumn winter since half every average percent often',
  ),
  tried: list(
    '试过 用过 打药 打过 施过 换过 查土 查过 请过 做过 已投入 已流转 已建 改过 求教 维修',
    'tried used sprayed asked already tested replaced',
  ),
  ground: list(
    '土 地 田 棚 温室 圈 舍 塘 池 厂 车间 果园 林 草原 冷库 村 矿',
    'soil sandy saline field land shed greenhouse barn pond plant workshop orchard forest pasture village',
  ),
  water: list('水 浇 灌 雨 旱 涝 井 河 湿', 'water irrigat* rain drought flood well river wet drip'),
  season: list(
    '春 夏 秋 冬 月 季 全年 常年 播种 苗期 花期 孕穗 收获 移栽 低温 高温 早熟',
    'spring summer autumn winter month season sowing harvest year-round',
  ),
  wish: list(
    '怎么 什么 如何 求 希望 想 盼 要 需 寻 征集 引进 研发 研究 建立 优化 提高 降低 减少 改良 选育 实现 开发 解决',
    'how what want need hope wish look seek find raise lower reduce improve better develop*',
  ),
  visible: list(
    '出苗 产量 亩产 成活 死亡 发病 病 虫 药 品种 不再 卖 价格 成本 收入 达到 降到 含水 合格 达标 通过 寿命 效率 率 品质 糖度 重量 牛源 收获 采摘 干燥 识别 处理 净化 节水 贮藏 自动',
    'yield surviv* die died dead disease pest sold sell price cost income reach pass grade rate quality weight work run germinat* harvest',
  ),
  when: list(
    '年底 年内 今年 明年 月底 月前 之前 以前 个月 小时内 天内 春播 秋收 收获 移栽 上市',
    'by before until within next month',
  ),
  money: list('元 资金 投入 预算 经费 出钱 投资 补贴 贷款', 'yuan rmb budget fund money pay invest* subsid* loan'),
  hands: list(
    '农户 社员 合作社 户 人手 劳力 工人 团队 大户 菜农 果农 养殖户 种植户 公司 企业 农场 技术员 人值守',
    'farmer household member cooperative worker team company hand farm staff',
  ),
  equipment: list(
    '机 棚 设备 井 库 厂 基地 车间 管道 池 泵 圈舍 鸡舍 牛舍 猪舍 温室 平台 生产线 车 仪',
    'machine tractor drill greenhouse shed equipment well pump store plant base workshop line truck platform barn',
  ),
};
export type Sign = keyof typeof signs;

export function tells(text: string, sign: Sign): boolean {
  return signs[sign].chinese.some((word) => text.includes(word)) || signs[sign].english.test(text);
}

const amount =
  /(\d|[一二两三四五六七八九十百千万半几])\s*(%|％|‰|成|倍|斤|公斤|千克|克|吨|亩|公顷|头|只|羽|株|棵|户|元|万|度|℃|天|日|小时|分钟|月|年|米|厘米|毫米|升|马力|千瓦|percent|kg|g\b|t\b|ton|mu\b|ha\b|head|household|yuan|day|hour|week|month|year|m\b|cm|mm|l\b|litre|kw)/i;

/** A number with its unit: what can be counted or weighed. */
export function tellsAmount(text: string): boolean {
  return amount.test(text.normalize('NFKC'));
}
