import { templateLabel } from '../../../../shared/caseFiles/reviewTemplate';
import { layOutCaseReview, type CaseReviewForm } from '../../../../shared/reports/caseReviewSheet';
import { EXPLANATION_SHEET } from '../../../../shared/reports/explanationSheet';
import { layOutList } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import { SheetNames } from '../../../../shared/reports/sheetNames';
import { loadAssessment } from '../../assessment/assessment';
import { readReviewedFiles, type ReviewedFile } from '../../caseFiles/readReviewedFiles';
import type { PracticeSheets } from '.';

/** 案卷评查表, one sheet for each file. Practice page §10 ("Review record"), §12. */
export const caseReviewSheets: PracticeSheets = async (workspace, context) => {
  const { unitById } = await loadAssessment(workspace);
  const names = new SheetNames();
  names.take(EXPLANATION_SHEET);
  const files = await readReviewedFiles(workspace);
  if (files.length === 0) {
    const list = { name: '案卷评查表', title: `${yearTitle(context)}案卷评查表` };
    const columns = [
      { heading: '案号', width: 60, cell: () => '' },
      { heading: '得分', width: 20, cell: () => '' },
    ];
    return [layOutList(context, { ...list, columns, rows: [], empty: '还没有抽取案卷。' })];
  }
  return files.map((file) => {
    const unit = unitById.get(file.pick.unitId);
    const name = names.take(`${unit?.shortName ?? ''} ${file.pick.number}`);
    return layOutCaseReview(context, formOf(file, unit?.name ?? ''), name);
  });
};

function formOf({ pick, result, reviews, reviewers }: ReviewedFile, unitName: string): CaseReviewForm {
  const [first] = reviews;
  return {
    file: { ...pick, unitName },
    reviewers,
    standard: first ? templateLabel(first.template) : '',
    parts: reviews.map(({ review, outcome }) => ({
      reviewer: review.reviewer,
      outcome,
      highlights: review.highlights,
      opinion: review.opinion,
    })),
    result,
    unitOpinion: pick.unitOpinion,
  };
}
