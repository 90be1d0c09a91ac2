import { expect } from 'chai';
import { bigramScore } from '../../bench/relevance/bigram-score.ts';
import { figuresOf, meanOf } from '../../bench/relevance/figures.ts';

describe('The figures of an order of documents', () => {
  const graded = (...grades: [number, number][]) =>
    figuresOf(
      [4, 3, 2, 1, 0],
      new Map(grades),
      grades.map(([, grade]) => grade),
    );

  it('are full for the best one', () => {
    expect(graded([0, 2], [1, 1])).to.deep.equal({ ndcg10: 1, mrr10: 1, recall10: 1, recall100: 1 });
  });

  it('discount by place and weigh by grade', () => {
    const { ndcg10, mrr10 } = graded([1, 1]);
    expect(ndcg10).to.be.closeTo(1 / Math.log2(3), 1e-9);
    expect(mrr10).to.equal(0.5);
    expect(graded([0, 1], [1, 2]).ndcg10).to.be.closeTo((1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)), 1e-9);
  });

  it('take no document that was not found', () => {
    expect(graded([4, 1])).to.deep.equal({ ndcg10: 0, mrr10: 0, recall10: 0, recall100: 0 });
  });

  it('are those to be expected where scores are equal', () => {
    const { ndcg10, mrr10, recall10 } = figuresOf([5, 5, 1], new Map([[1, 1]]), [1]);
    expect(ndcg10).to.be.closeTo((1 + 1 / Math.log2(3)) / 2, 1e-9);
    expect(mrr10).to.be.closeTo((1 + 1 / 2) / 2, 1e-9);
    expect(recall10).to.equal(1);
    const tied = figuresOf(Array<number>(20).fill(1), new Map([[7, 1]]), [1]);
    expect(tied.recall10).to.be.closeTo(0.5, 1e-9);
    expect(tied.mrr10).to.be.closeTo(Array.from({ length: 10 }, (_, at) => 1 / (at + 1)).reduce((a, b) => a + b) / 20, 1e-9);
  });

  it('are averaged over queries', () => {
    const [one, none] = [graded([0, 1]), graded([4, 1])];
    expect(meanOf([one, none]).ndcg10).to.equal(0.5);
  });
});

describe('The baseline', () => {
  it('is BM25 on pairs of characters, with Latin words and numbers whole', () => {
    const scores = new Float64Array(2);
    const score = bigramScore(['玉米吉单53', '水稻']);
    score('玉米', scores);
    const norm = 1.2 * (0.25 + 0.75 * (4 / 2.5));
    expect(scores[0]).to.be.closeTo((Math.log(1 + 1.5 / 1.5) * 2.2) / (1 + norm), 1e-9);
    expect(scores[1]).to.equal(0);
    score('53', scores);
    expect(scores[0]).to.be.greaterThan(0);
  });
});
