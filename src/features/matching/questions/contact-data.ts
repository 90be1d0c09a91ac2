const chineseDigits: Record<string, string> = {
  ...{ 零: '0', 〇: '0', 一: '1', 幺: '1', 二: '2', 两: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' },
  ...{ 壹: '1', 贰: '2', 叁: '3', 肆: '4', 伍: '5', 陆: '6', 柒: '7', 捌: '8', 玖: '9' },
};

const forms: readonly RegExp[] = [
  /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/, // a mobile number
  /(?<!\d)(?:0\d{2,3}|400|800)\d{7,8}(?!\d)/, // a land line with its area code, or a service number
  /(?:电话|手机|座机|号码|联系方式|拨打|致电|加我|\btel\b|phone|mobile|call me)[^\d]{0,8}\d{6,}/,
  /[\w.+-]+\s*(?:@|\(at\)|\[at\]|艾特)\s*[\w-]+\s*(?:\.|\(dot\)|点)\s*[a-z]{2,}/, // an e-mail address
  /(?:微信|威信|薇信|v信|加v|扣扣|企鹅号|快手号|\bvx|\bwx)(?:号码?|id|名)?\s*(?:是|为|叫|:|=|-)?\s*[a-z0-9_-]{5,}/,
  /(?:wechat|weixin|\bqq|钉钉|抖音|telegram|whatsapp)(?:号码?|\s+id)?\s*(?:是|为|叫|:|=|-|is )?\s*(?=[a-z-]*[\d_])[a-z0-9_-]{5,}/,
  /wxid_\w+|(?:u\.wechat\.com|weixin\.qq\.com|t\.me|wa\.me)\//,
];

/**
 * Whether a text holds a way round the platform: a telephone number, also in Chinese numerals or broken up, an e-mail address
 * or an account of a messenger. Numbers of approvals and patents, areas and prices are none. Before both sides said yes such a
 * text is refused and not masked: whoever wrote it shall know that it was not sent.
 */
export function holdsContact(text: string): boolean {
  // Marks and signs of no width say nothing to a reader, and hold digits apart.
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('。', '.')
    .replace(/[\p{M}\p{Cf}]/gu, '');
  const spelled = plain.replace(
    /[零〇一幺二两三四五六七八九壹贰叁肆伍陆柒捌玖](?:[零〇一幺二两三四五六七八九壹贰叁肆伍陆柒捌玖\s-]){5,}/g,
    (run) => [...run].map((sign) => chineseDigits[sign] ?? sign).join(''),
  );
  const joined = spelled.replace(/(?<=\d)[\s\-–—_.·*()/]+(?=\d)/g, '').replace(/(?<=\d{3})[,、;:|~+=]+(?=\d{4})/g, ''); // groups as of a telephone number, and not the thousands of an amount
  return forms.some((form) => form.test(spelled) || form.test(joined));
}
