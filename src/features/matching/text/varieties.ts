/** A variety is two or three characters and a number that no unit follows: 吉单53, 白燕 2号, but not 亩产870公斤. */
const variety =
  /(\p{Script=Han}{2,3})[ \t]?(\d{1,12})号?(?![\d.%~\-℃°天日月年度亩斤克千公吨米厘毫升元万个头只株倍粒户人平垧cmkgh])/gu;
const measured = /[产高长宽重深量积约达到为株过第是近超前后行距期率每共计于]$/;

/** The names of varieties in a levelled text, however they are spaced and numbered. */
export function varietiesIn(text: string): string[] {
  return [...text.matchAll(variety)]
    .filter(([, name = '']) => !measured.test(name))
    .flatMap(([, name = '', number = '']) => [`${name.slice(-2)}${number}`]);
}
