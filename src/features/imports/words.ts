/** What people type for each choice; the first word for a meaning is the one that is offered. */
export const kinds = {
  品种: 'variety',
  新品种: 'variety',
  技术: 'technology',
  新技术: 'technology',
  产品: 'product',
  新产品: 'product',
};
export const stages = { 小试: 'small-trial', 中试: 'pilot', 示范: 'demonstration', 大面积推广: 'wide-use', 推广: 'wide-use' };
export const costUnits = { 每亩: 'mu', 亩: 'mu', 每头: 'head', 头: 'head', 每件: 'unit', 件: 'unit' };
export const cooperations = {
  ...{ 技术转让: 'transfer', 转让: 'transfer', 许可使用: 'licence', 许可: 'licence', 技术入股: 'shares', 入股: 'shares' },
  ...{ 技术承包: 'contracting', 承包: 'contracting', 收益分成: 'revenue-share', 分成: 'revenue-share' },
  ...{ 免费推广: 'free-extension', 公益推广: 'free-extension' },
};
export const ipStatuses = {
  没有申请: 'none',
  已申请: 'applied',
  已授权: 'granted',
  经许可: 'licensed',
  已独家许可: 'exclusive',
  公开技术: 'public',
};
export const soils = {
  ...{ 盐碱地: 'saline-alkali', 盐碱土: 'saline-alkali', 沙地: 'sandy', 沙土: 'sandy', 黑土: 'black', 黑钙土: 'chernozem' },
  ...{ 草甸土: 'meadow', 水田土: 'paddy', 各种土: 'any' },
};
export const waters = {
  ...{ 靠天雨: 'rain-fed', 旱地: 'rain-fed', 井水: 'well', 河渠水: 'river', 滴灌: 'drip', 喷灌: 'sprinkler', 水田: 'paddy' },
  各种水: 'any',
};
export const approvalKinds = {
  ...{ 品种审定: 'variety-approval', 品种登记: 'variety-registration', 植物新品种权: 'variety-right', 专利: 'patent' },
  ...{ 种子生产经营许可: 'seed-licence', 饲料生产许可: 'feed-licence', 兽药批准文号: 'veterinary-licence' },
  ...{ 农药登记: 'pesticide-registration', 肥料登记: 'fertilizer-registration', 其他: 'other', 其他批准: 'other' },
};
export const organizationKinds = {
  ...{ 高校: 'university', 科研院所: 'institute', 合作社: 'cooperative', 家庭农场: 'family-farm', 企业: 'enterprise' },
  ...{ 村委会: 'village-committee', 主管部门: 'bureau', 服务平台: 'platform', 孵化器: 'incubator', 星创天地: 'makerspace' },
  ...{ 推广站: 'station', 其他: 'other' },
};
export const poverties = {
  贫困村: 'poor',
  贫困: 'poor',
  是: 'poor',
  插花贫困村: 'scattered-poor',
  分散贫困: 'scattered-poor',
  非贫困村: 'none',
  否: 'none',
};
export const yes = { 是: 'yes', 还没有审定: 'yes', 否: 'no' };
