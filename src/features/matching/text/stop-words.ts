/** Words that say nothing of what a listing is about: of grammar, of asking, and of listings in general. */
const grammar = `
的 了 和 与 及 或 在 是 有 为 对 以 于 中 等 也 都 而 被 把 从 到 向 由 并 且 但 就 还 又 很 更 最 不 无 没 没有 可 可以 能 能够 会 要 应 应该
这 那 这个 那个 这些 那些 这种 其 其中 其他 其它 各 每 某 该 本 此 之 所 所有 一 一个 一种 一些 一定 一般 一是 二是 两 几 多 多个 多种 少 较 比较 比
上 下 内 外 前 后 左右 以上 以下 以及 及其 因为 所以 由于 因此 如果 但是 而且 并且 或者 虽然 通过 根据 按照 关于 对于 进行 具有 具备 达到 实现 采用 使用 利用 用于
我 我们 你 您 他 她 它 他们 自己 大家 目前 现在 今年 去年 近年 近年来 已 已经 正在 曾 过 着 地 得 吗 呢 吧 啊 呀
特别 非常 十分 主要 重要 相关 有关 有效 不同 相同 同时 之间 方面 情况 部分 左侧 时候 时 年 月 日 个 号 只 种 类 项 次 家 户 人 元 万元 万
`;
const asking = `
什么 怎么 怎样 如何 为什么 哪些 哪里 多少 是否 能否 可否 请问 请教 想 想要 希望 需要 需求 求 求购 寻求 寻找 求助 急需 解决 帮助 帮忙 办法 怎么办 不管 不管用 管用 难 难题 问题
`;
const listings = `
技术 研究 研发 开发 应用 研制 方法 项目 成果 产品 工艺 方案 专家 指导 推广 示范 提高 提升 改善 改进 降低 减少 增加 促进 影响 分析 探讨 综合 关键 核心 创新 现有 传统
专利 发明 单位 公司 企业 农户 农民 农村 村民 我村 本村 我县 我市 生产 工作 作用 效果 特点 优势 条件 要求 水平 能力 适合 适宜 适于 适用 结果 表明 不好 不高
基于 结合 年份 期间 过程 建立 构建 探究 揭示 明显 显著 显著性 差异 指标 因素 变化 试验 实验 对照 调查 现状 对策 建议 机制 机理 特征 规律 依据 提供 参考 理论 意义
本文 本研究 选取 选用 采集 测定 均 分别 呈 呈现 地区 区域 不同程度 进一步 基础 有利于 为主 为例 来源 开展
公斤 千克 厘米 毫米 平方米 公顷 亩产 每亩 每公顷 左右 以内
`;

export const stopWords: ReadonlySet<string> = new Set(`${grammar} ${asking} ${listings}`.trim().split(/\s+/));

/** Single characters that name a crop or an animal; any other character alone is too vague to find by. */
export const tellingCharacters: ReadonlySet<string> = new Set('羊牛猪鱼鸡鸭鹅马驴鹿兔蜂蟹虾麻枣梨桃杏瓜葱蒜姜稻麦豆草');
