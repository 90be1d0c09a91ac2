import { animalNames } from './names/animals.ts';
import { landNames } from './names/land-and-work.ts';
import { pestNames } from './names/pests.ts';
import { plantNames } from './names/plants.ts';

/**
 * Names of one thing, the common name first: crops, animals, pests, soils and methods as farmers of the northeast and
 * as books call them. Only names that mean the same everywhere are listed; a doubtful one is left out.
 */
export const aliasGroups: readonly (readonly string[])[] = [plantNames, animalNames, pestNames, landNames]
  .flatMap((names) => names.trim().split(/[|\n]/))
  .map((group) => group.trim().split(/\s+/));

/** Every name to the one that stands for it. */
export const commonName: ReadonlyMap<string, string> = new Map(
  aliasGroups.flatMap(([common = '', ...others]) => others.map((other) => [other, common] as const)),
);

/** Names without another that the dictionary would cut apart: diseases, methods, varieties by their series, and institutes. */
const names = `
腹泻病 蛔虫病 肝片吸虫病 焦虫病 附红体病 传染性胸膜肺炎 大肠杆菌病 沙门氏菌病 伪狂犬病 细小病毒病 禽霍乱 传染性支气管炎 气肿疽
青枯病 早疫病 立枯病 猝倒病 炭疽病 锈病 菌核病 软腐病 褐斑病 叶斑病 黑斑病 条纹叶枯病 胡麻斑病 细菌性角斑病 霜霉病 灰霉病 黄萎病 白粉病 疫霉根腐病 灰斑病 赤霉病
天牛 食心虫 潜叶蛾 舞毒蛾 松毛虫 杨干象 光肩星天牛 花生蛴螬 甜菜夜蛾 斜纹夜蛾 稻负泥虫 稻纵卷叶螟 豆秆黑潜蝇
性控冻精 同期发情 发酵床 羔羊育肥 舍饲圈养 划区轮牧 季节性休牧 草畜平衡 测墒补灌 坐水种 秸秆覆盖 条带耕作 侧深施肥 一次性施肥 无膜浅埋滴灌 浅埋滴灌 以稻治碱
双子叶杂草 禾本科杂草 苗前封闭 苗后除草 一喷多促 促早熟 化控 生育期 百粒重 千粒重 容重 出籽率 亩保苗 公顷保苗 株高 穗位 蛋白含量 含油率 交换性钠 阳离子交换量 全盐量 碱化度
鹰嘴豆 扁豆 谷草 西伯利亚杏 万寿菊 苍术 中间锦鸡儿 星星草 虎尾草 野大麦 朝鲜碱茅 碱茅 枸杞 籽粒苋 串叶松香草 菊苣 饲用甜菜 饲用高粱 甜高粱 饲用谷子 藜麦 红花 油莎豆
吉单 先玉 郑单 迪卡 京科 吉粳 通粳 长粳 绥粳 龙粳 白粳 白燕 白绿 吉绿 吉红 吉豆 吉育 合丰 绥农 黑农 白葵 吉葵 吉杂 白杂 赤谷 公谷 九谷 张杂谷 花育
吉林省农科院 吉林省农业科学院 白城市农科院 白城市农业科学院 吉林农业大学 东北农业大学 沈阳农业大学 八一农垦大学 中国农科院 中国农业科学院 中国科学院 东北地理所 东北地理与农业生态研究所 长春中医药大学
苏打盐碱 大安碱地生态试验站 科尔沁沙地 松嫩平原 嫩江 洮儿河 月亮泡 查干湖 向海 莫莫格
`;

/** The names as words of their own, so that none is cut apart. */
export const listedNames: readonly string[] = [
  ...new Set([...aliasGroups.flat(), ...names.trim().split(/\s+/)].filter((name) => /\p{Script=Han}/u.test(name))),
];
