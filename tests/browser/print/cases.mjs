// A small site with the official documents that the sample lacks, each named for what it tries.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { root } from "../site.mjs";

/** Sixty Han characters without a mark, so that every line can be full. */
export const SIXTY = "各单位要结合实际抓好落实并把本年度创建计划的执行情况逐条写清不得拖延遗漏由分管负责同志审核以后按时报送工委办公室统一汇总存档备查并抄告相关处室";

const paragraphs = (count) => `${SIXTY}\n\n`.repeat(count);
const RECIPIENTS = Array.from({ length: 30 }, (_, at) => `云江市第${at + 1}工作局党组`).join("、");
const TABLE = `| ${Array.from({ length: 9 }, (_, at) => `栏目${at + 1}`).join(" | ")} |\n|${"---|".repeat(9)}\n${`|${" 内容 |".repeat(9)}\n`.repeat(3)}`;

function document(front, body) {
  const all = { title: "关于做好有关工作的通知", doc_type: "通知", date: "2026-03-06", date_written: "2026-03-05", recipients: "各单位", ...front };
  const lines = Object.entries(all).map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n${body}`;
}

const IMPRINT = { cc: ["市委办公室", "市委宣传部"], print_org: "云江市直属机关工委办公室", print_date: "2026-03-05" };

const DOCUMENTS = {
  long: document({ ...IMPRINT, doc_no: "云直〔2026〕1号" }, paragraphs(170)),
  short: document({ ...IMPRINT, doc_no: "云直〔2026〕2号", note: "此件公开发布", urgency: "特急" }, paragraphs(1)),
  joint: document({ ...IMPRINT, doc_no: "云直〔2026〕3号", issuers: ["中共云江市委市直属机关工作委员会", "云江市财政局"] }, paragraphs(2)),
  annexes: document(
    { ...IMPRINT, doc_no: "云直〔2026〕4号", attachments: [{ title: "填报说明", file: "form.docx" }] },
    `${paragraphs(1)}## 附件1：${"创建活动任务清单和责任分工以及完成时限表".repeat(2)}\n\n${paragraphs(1)}## 附件2\n\n### 年度计划表\n\n${paragraphs(8)}`,
  ),
  recipients: document({ ...IMPRINT, doc_no: "云直〔2026〕5号", recipients: RECIPIENTS }, paragraphs(2)),
  upward: document({ ...IMPRINT, doc_no: "云直〔2026〕6号", doc_type: "请示", signer: "张某某、李某某、王某某" }, paragraphs(1)),
  "long-mark": document({ doc_no: "云直〔2026〕7号", issuers: ["中共云江市委市直属机关工作委员会机关党建和创建活动领导小组办公室"] }, paragraphs(1)),
  wide: document({ ...IMPRINT, doc_no: "云直〔2026〕8号" }, `${paragraphs(2)}${TABLE}\n${paragraphs(1)}`),
  letter: document({ doc_type: "函", doc_no: "云直函〔2026〕9号" }, paragraphs(1)),
  minutes: document({ title: "创建活动领导小组会议纪要", doc_type: "纪要", doc_no: "云直纪〔2026〕14号", recipients: "" }, `${paragraphs(3)}| 事项 | 责任单位 |\n|---|---|\n| 修订办法 | 办公室 |\n\n${paragraphs(12)}`),
  repealed: document({ doc_no: "云直〔2026〕10号", status: "已废止" }, paragraphs(1)),
  "short-name": document({ doc_no: "云直〔2026〕11号", signature: "市工委" }, paragraphs(1)),
  edge: document({ ...IMPRINT, doc_no: "云直〔2026〕12号" }, paragraphs(11)),
  table: document({ doc_no: "云直〔2026〕13号" }, `| 表头甲 | 表头乙 |\n|---|---|\n${"| 单元 | 单元 |\n".repeat(60)}`),
};

const SITE = `[site]
title = "专栏"
organisation = "云江市直属机关工委"
organisation_short = "工委"
language = "zh-CN"
print_mark = "示例"

[ledger]
public = "full"
`;

/**
 * Builds it, with as many units as asked for, in the categories `categoryOf(number)`; gives its address and how to remove it. `settings` are added
 * to `site.toml`, `files` to the folder.
 */
export function buildCases({ units = 1, internal = false, settings = "", files = {}, categoryOf = () => "government" } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "sihao-print-"));
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("site.toml", SITE + settings);
  for (const [path, text] of Object.entries(files)) write(path, text);
  for (const [name, text] of Object.entries(DOCUMENTS)) write(`content/notices/${name}.md`, text);
  write("content/notices/form.docx", "PK");
  for (let at = 1; at <= units; at += 1) {
    write(`content/units/unit-${at}.md`, `---\nname: 云江市第${at}工作局\nshort: 第${at}局\ncategory: ${categoryOf(at)}\norder: ${at}\n---\n\n简介。\n`);
  }
  const program = process.env.SIHAO_PROGRAM || join(root, "target", "debug", process.platform === "win32" ? "sihao.exe" : "sihao");
  const out = join(folder, "public");
  execFileSync(program, ["build", "--root", folder, "--out", out, "--as-of", "2026-11-20", "-q", ...(internal ? ["--internal"] : [])], { stdio: "inherit" });
  return { base: `${pathToFileURL(out).href}/`, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
