/**
 * Schema: the city's own tables, as its approval and finance systems have them,
 * with its own code values; and the views by which its database administrator
 * maps them onto the contract of `src/export/sources/release-views.sql`.
 */

/** The city's tables. Names follow the public sector's standard terms (공공데이터 공통표준용어). */
export const TABLES = `
-- 공통코드: 시스템이 쓰는 값과 공개 연계가 쓰는 말
CREATE TABLE tc_cmmn_cd (grp_cd TEXT NOT NULL, cd TEXT NOT NULL, cd_nm TEXT NOT NULL, lnk_val TEXT, PRIMARY KEY (grp_cd, cd)) WITHOUT ROWID;
-- 부서
CREATE TABLE tc_dept (
  dept_cd TEXT NOT NULL, dept_nm TEXT NOT NULL, up_dept_cd TEXT, inst_id TEXT NOT NULL,
  use_bgng_ymd TEXT NOT NULL, use_end_ymd TEXT NOT NULL, PRIMARY KEY (dept_cd, use_bgng_ymd)) WITHOUT ROWID;
-- 단위과제와 정부기능분류
CREATE TABLE tc_unit_task (
  task_cd TEXT PRIMARY KEY, task_nm TEXT NOT NULL,
  brm_lv1_nm TEXT, brm_lv2_nm TEXT, brm_lv3_nm TEXT, brm_lv4_nm TEXT) WITHOUT ROWID;
-- 기록물철
CREATE TABLE tn_rcrd_file (rcrd_file_id TEXT PRIMARY KEY, rcrd_file_nm TEXT NOT NULL, task_cd TEXT NOT NULL) WITHOUT ROWID;
-- 결재문서
CREATE TABLE tn_aprv_doc (
  doc_id TEXT PRIMARY KEY, doc_knd_cd TEXT NOT NULL, doc_ttl TEXT NOT NULL, doc_cn TEXT, rls_cn TEXT,
  prcs_dept_cd TEXT NOT NULL, prcs_dept_nm TEXT NOT NULL, doc_sn INTEGER NOT NULL,
  aprv_ymd TEXT NOT NULL, last_aprvr_jbgd_cd TEXT, aprv_se_cd TEXT,
  rls_se_cd TEXT NOT NULL, rls_grnd_yn TEXT NOT NULL, rls_rsn_cn TEXT, lmt_end_ymd TEXT,
  prsrv_prd_cd TEXT NOT NULL, rcrd_file_id TEXT NOT NULL, bgt_prjct_cd TEXT, rcrd_reg_no TEXT NOT NULL,
  kogl_ty_cd TEXT NOT NULL, rtrcn_yn TEXT NOT NULL, lnk_excl_yn TEXT NOT NULL) WITHOUT ROWID;
-- 결재문서 첨부파일
CREATE TABLE tn_aprv_file (
  doc_id TEXT NOT NULL, file_sn INTEGER NOT NULL, file_se_cd TEXT NOT NULL, file_nm TEXT NOT NULL, file_sz INTEGER NOT NULL,
  rls_se_cd TEXT NOT NULL, rls_grnd_yn TEXT NOT NULL, file_txt TEXT, file_pth TEXT, PRIMARY KEY (doc_id, file_sn)) WITHOUT ROWID;
-- 결재문서 결재선
CREATE TABLE tn_aprv_line (
  doc_id TEXT NOT NULL, line_sn INTEGER NOT NULL, line_se_cd TEXT NOT NULL, dept_cd TEXT NOT NULL, jbgd_cd TEXT NOT NULL,
  prcs_ymd TEXT NOT NULL, PRIMARY KEY (doc_id, line_sn)) WITHOUT ROWID;
-- 세출 집행
CREATE TABLE tn_expns_exec (
  exec_id INTEGER PRIMARY KEY, exec_no TEXT, dept_cd TEXT NOT NULL, exec_ymd TEXT NOT NULL, exec_amt INTEGER NOT NULL,
  exec_cn TEXT, rcvr_nm TEXT, pay_mth_cd TEXT, bgt_item_nm TEXT, bgt_acnt_cd TEXT, bgt_prjct_cd TEXT, aprv_doc_no TEXT,
  lnk_excl_yn TEXT NOT NULL);
-- 업무추진비 집행
CREATE TABLE tn_bzexp_exec (
  exec_id INTEGER PRIMARY KEY, exec_no TEXT, dept_cd TEXT NOT NULL, exec_ymd TEXT NOT NULL, exec_hm TEXT, exec_amt INTEGER NOT NULL,
  exec_prps_cn TEXT, exec_plc_nm TEXT, exec_trgt_nm TEXT, exec_trgt_cnt INTEGER, pay_mth_cd TEXT, bzexp_se_cd TEXT,
  bgt_prjct_cd TEXT, aprv_doc_no TEXT, lnk_excl_yn TEXT NOT NULL);
-- 세부사업 예산
CREATE TABLE tn_bgt_prjct (
  fyr TEXT NOT NULL, bgt_prjct_cd TEXT NOT NULL, bgt_prjct_nm TEXT NOT NULL, dept_cd TEXT NOT NULL, bgt_amt INTEGER NOT NULL,
  bgt_fld_nm TEXT, bgt_acnt_cd TEXT, PRIMARY KEY (fyr, bgt_prjct_cd)) WITHOUT ROWID;
-- 계약
CREATE TABLE tn_cntrct (
  cntrct_no TEXT PRIMARY KEY, cntrct_nm TEXT NOT NULL, dept_cd TEXT NOT NULL, cntrct_mth_cd TEXT NOT NULL, cntrct_ymd TEXT NOT NULL,
  cntrct_amt INTEGER NOT NULL, cntrct_co_nm TEXT, cntrct_se_nm TEXT, bgng_ymd TEXT, end_ymd TEXT, bgt_prjct_cd TEXT,
  aprv_doc_no TEXT, lnk_excl_yn TEXT NOT NULL) WITHOUT ROWID;
`;

/** Codes of `tc_cmmn_cd`: group, code, name in the city's system, word of the contract. */
export const CODES: readonly (readonly [group: string, code: string, name: string, word: string])[] = [
  ['DOC_KND', 'A01', '결재문서', 'document'], ['DOC_KND', 'A02', '회의록', 'minutes'], ['DOC_KND', 'A03', '보도자료', 'press-release'],
  ['DOC_KND', 'A04', '정책연구자료', 'research'], ['DOC_KND', 'A05', '시민 질의응답', 'question-answer'],
  ['JBGD', '10', '주무관', 'officer'], ['JBGD', '20', '팀장', 'team-leader'], ['JBGD', '30', '과장·담당관', 'division-head'],
  ['JBGD', '40', '국장·기획관', 'bureau-director'], ['JBGD', '50', '실장·본부장', 'office-head'], ['JBGD', '60', '부시장·부구청장', 'vice-mayor'],
  ['JBGD', '70', '시장·구청장', 'mayor'],
  ['APRV_SE', 'G', '결재', 'approved'], ['APRV_SE', 'J', '전결', 'delegated'], ['APRV_SE', 'D', '대결', 'acting'],
  ['LINE_SE', '1', '기안', 'draft'], ['LINE_SE', '2', '검토', 'review'], ['LINE_SE', '3', '협조', 'consult'], ['LINE_SE', '4', '결재', 'approve'],
  ['LINE_SE', '5', '전결', 'delegated'], ['LINE_SE', '6', '대결', 'acting'],
  ['PRSRV_PRD', '01', '1년', '1'], ['PRSRV_PRD', '03', '3년', '3'], ['PRSRV_PRD', '05', '5년', '5'], ['PRSRV_PRD', '10', '10년', '10'],
  ['PRSRV_PRD', '30', '30년', '30'], ['PRSRV_PRD', '90', '준영구', 'semi-permanent'], ['PRSRV_PRD', '99', '영구', 'permanent'],
  ['KOGL', 'T1', '공공누리 제1유형', 'kogl-1'], ['KOGL', 'T2', '공공누리 제2유형', 'kogl-2'], ['KOGL', 'T3', '공공누리 제3유형', 'kogl-3'],
  ['KOGL', 'T4', '공공누리 제4유형', 'kogl-4'],
  ['PAY_MTH', '1', '계좌이체', '계좌이체'], ['PAY_MTH', '2', '카드', '카드'], ['PAY_MTH', '3', '제로페이', '제로페이'], ['PAY_MTH', '4', '현금', '현금'],
  ['BZEXP_SE', 'A', '기관운영', '기관운영업무추진비'], ['BZEXP_SE', 'B', '시책추진', '시책추진업무추진비'], ['BZEXP_SE', 'C', '부서운영', '부서운영업무추진비'],
  ['BZEXP_SE', 'D', '정원가산', '정원가산업무추진비'],
  ['CNTRCT_MTH', '11', '일반경쟁', 'open-tender'], ['CNTRCT_MTH', '12', '제한경쟁', 'limited-tender'], ['CNTRCT_MTH', '21', '수의', 'negotiated'],
];

const word = (group: string, column: string): string =>
  `(SELECT c.lnk_val FROM tc_cmmn_cd c WHERE c.grp_cd = '${group}' AND c.cd = ${column})`;
const day = (column: string): string =>
  `substr(${column}, 1, 4) || '-' || substr(${column}, 5, 2) || '-' || substr(${column}, 7, 2)`;
const month = (column: string): string => `substr(${column}, 1, 4) || '-' || substr(${column}, 5, 2)`;

/** 'NNNNYYNN', one letter per item of Art. 9(1), to '5,6'. */
const grounds = (column: string): string => `nullif(rtrim(${[1, 2, 3, 4, 5, 6, 7, 8].map((ground) =>
  `CASE substr(${column}, ${ground}, 1) WHEN 'Y' THEN '${ground},' ELSE '' END`).join(' || ')}, ','), '')`;

const PAPERS = `
CREATE VIEW release_papers AS SELECT
  d.doc_id AS paper_key,
  ${word('DOC_KND', 'd.doc_knd_cd')} AS record_type,
  d.doc_ttl AS title,
  d.doc_cn AS body,
  d.rls_cn AS public_body,
  d.prcs_dept_cd AS unit_code,
  ${word('JBGD', 'd.last_aprvr_jbgd_cd')} AS approver_rank,
  ${word('APRV_SE', 'd.aprv_se_cd')} AS approval_kind,
  ${day('d.aprv_ymd')} AS approved_on,
  d.rls_se_cd AS disclosure_code,
  ${grounds('d.rls_grnd_yn')} AS grounds,
  ${day('d.lmt_end_ymd')} AS restricted_until,
  ${word('PRSRV_PRD', 'd.prsrv_prd_cd')} AS retention,
  concat_ws(' > ', t.brm_lv1_nm, t.brm_lv2_nm, t.brm_lv3_nm, t.brm_lv4_nm) AS classification,
  t.task_nm AS task,
  f.rcrd_file_nm AS file_title,
  d.prcs_dept_nm || '-' || d.doc_sn AS document_number,
  d.rcrd_reg_no AS registry_id,
  d.bgt_prjct_cd AS project,
  ${word('KOGL', 'd.kogl_ty_cd')} AS licence,
  d.rtrcn_yn = 'Y' AS is_withdrawn,
  (SELECT json_group_array(json_object(
      'role', CASE a.file_se_cd WHEN 'B' THEN 'body' ELSE 'attachment' END, 'name', a.file_nm, 'sizeBytes', a.file_sz,
      'disclosureCode', a.rls_se_cd, 'grounds', ifnull(${grounds('a.rls_grnd_yn')}, ''), 'text', a.file_txt, 'path', a.file_pth) ORDER BY a.file_sn)
    FROM tn_aprv_file a WHERE a.doc_id = d.doc_id) AS files,
  (SELECT json_group_array(json_object('step', ${word('LINE_SE', 'l.line_se_cd')}, 'unit', l.dept_cd, 'rank', ${word('JBGD', 'l.jbgd_cd')},
      'on', ${day('l.prcs_ymd')}) ORDER BY l.line_sn)
    FROM tn_aprv_line l WHERE l.doc_id = d.doc_id) AS approval_line
FROM tn_aprv_doc d
JOIN tn_rcrd_file f ON f.rcrd_file_id = d.rcrd_file_id
JOIN tc_unit_task t ON t.task_cd = f.task_cd
WHERE d.lnk_excl_yn = 'N';
`;

const ROWS = `
CREATE VIEW release_ledger_rows AS
SELECT
  exec_no AS row_key, 'expenditure' AS ledger_type, dept_cd AS unit_code, ${month('exec_ymd')} AS period,
  ${day('exec_ymd')} AS paid_on, NULL AS paid_at, exec_amt AS amount, exec_cn AS purpose, rcvr_nm AS payee, NULL AS place,
  NULL AS attendees, ${word('PAY_MTH', 'pay_mth_cd')} AS payment_method, bgt_item_nm AS category, NULL AS headcount,
  bgt_acnt_cd AS account, bgt_prjct_cd AS project, aprv_doc_no AS document_number, NULL AS method,
  NULL AS valid_from, NULL AS valid_until, 'kogl-1' AS licence
FROM tn_expns_exec WHERE lnk_excl_yn = 'N'
UNION ALL SELECT
  exec_no, 'business-expense', dept_cd, ${month('exec_ymd')},
  ${day('exec_ymd')}, substr(exec_hm, 1, 2) || ':' || substr(exec_hm, 3, 2), exec_amt, exec_prps_cn, NULL, exec_plc_nm,
  exec_trgt_nm, ${word('PAY_MTH', 'pay_mth_cd')}, ${word('BZEXP_SE', 'bzexp_se_cd')}, exec_trgt_cnt,
  NULL, bgt_prjct_cd, aprv_doc_no, NULL, NULL, NULL, 'kogl-1'
FROM tn_bzexp_exec WHERE lnk_excl_yn = 'N'
UNION ALL SELECT
  'B' || fyr || '-' || bgt_prjct_cd, 'budget', dept_cd, fyr,
  NULL, NULL, bgt_amt, bgt_prjct_nm, NULL, NULL, NULL, NULL, bgt_fld_nm, NULL,
  bgt_acnt_cd, bgt_prjct_cd, NULL, NULL, fyr || '-01-01', fyr || '-12-31', 'kogl-1'
FROM tn_bgt_prjct
UNION ALL SELECT
  cntrct_no, 'contract', dept_cd, ${month('cntrct_ymd')},
  ${day('cntrct_ymd')}, NULL, cntrct_amt, cntrct_nm, cntrct_co_nm, NULL, NULL, NULL, cntrct_se_nm, NULL,
  NULL, bgt_prjct_cd, aprv_doc_no, ${word('CNTRCT_MTH', 'cntrct_mth_cd')}, ${day('bgng_ymd')}, ${day('end_ymd')}, 'kogl-1'
FROM tn_cntrct WHERE lnk_excl_yn = 'N';
`;

/** Added up from the tables, not from the view above: a control is worth nothing if it makes the same mistake. */
const TOTALS = `
CREATE VIEW release_ledger_totals AS
SELECT 'expenditure' AS ledger_type, ${month('exec_ymd')} AS period, count(*) AS row_count, sum(exec_amt) AS total_amount
FROM tn_expns_exec WHERE lnk_excl_yn = 'N' GROUP BY 2
UNION ALL SELECT 'business-expense', ${month('exec_ymd')}, count(*), sum(exec_amt)
FROM tn_bzexp_exec WHERE lnk_excl_yn = 'N' GROUP BY 2
UNION ALL SELECT 'budget', fyr, count(*), sum(bgt_amt) FROM tn_bgt_prjct GROUP BY 2
UNION ALL SELECT 'contract', ${month('cntrct_ymd')}, count(*), sum(cntrct_amt)
FROM tn_cntrct WHERE lnk_excl_yn = 'N' GROUP BY 2;
`;

/** The views of the contract, over the tables above. */
export const VIEWS = PAPERS + ROWS + TOTALS;
