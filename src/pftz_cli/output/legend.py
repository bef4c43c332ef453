"""The words of tables and pages in both languages, and what turns slugs into names."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

WORDS: Mapping[str, tuple[str, str]] = {
    # headings of fields
    "id": ("Id", "编号"),
    "kind": ("Kind", "类别"),
    "title": ("Title", "标题"),
    "title_zh": ("Chinese", "中文"),
    "summary": ("Summary", "摘要"),
    "scope": ("Scope", "适用范围"),
    "area": ("Area", "领域"),
    "authorities": ("Responsible", "责任单位"),
    "provincial_governments": ("Provincial governments", "省级人民政府"),
    "other_departments": ("Other departments", "其他有关部门"),
    "conditions": ("Conditions", "条件"),
    "time_limits": ("Time limit", "时限"),
    "strength": ("Strength", "约束力"),
    "excludes": ("Not covered", "不适用"),
    "basis": ("Basis", "依据"),
    "origin": ("Pilot measure", "试点来源"),
    "in_force_from": ("From", "起始日期"),
    "name": ("Official name", "英文全称"),
    "name_zh": ("Chinese name", "中文全称"),
    "province": ("Province", "省份"),
    "year": ("Year", "年份"),
    "dates": ("Dates", "日期"),
    "approved": ("approved", "批准"),
    "plan_dated": ("plan dated", "方案落款"),
    "published": ("published", "公布"),
    "unveiled": ("unveiled", "挂牌"),
    "area_km2": ("km²", "平方公里"),
    "sub_areas": ("Sub-areas", "片区"),
    "pilot_region": ("Pilot region", "试点地区"),
    "alliances": ("Alliances", "联盟"),
    "figures": ("Figures", "数据"),
    "batch": ("Batch", "批次"),
    "number": ("Number", "序号"),
    "announced": ("Announced", "公布日期"),
    "document": ("Document", "文号"),
    "article": ("article", "条"),
    "park_count": ("Parks", "园区数"),
    "parks_named": ("Parks named", "名单公布"),
    "status": ("Status", "状态"),
    "regions": ("Regions", "区域分布"),
    "central": ("central", "中部"),
    "western": ("western", "西部"),
    "northeastern": ("north-eastern", "东北"),
    "city": ("City", "城市"),
    "city_zh": ("City in Chinese", "城市（中文）"),
    "region": ("Region", "区域"),
    "site": ("Site", "位置"),
    "sectors": ("Sectors", "行业"),
    "grade": ("Grade", "证据等级"),
    "evidence": ("Evidence", "依据等级"),
    "doubtful": ("Doubtful", "存疑"),
    "notes": ("Notes", "注意"),
    "sources": ("Sources", "来源"),
    "series": ("Series", "系列"),
    "departments": ("Departments", "主管部门"),
    "official_title": ("Official title", "文件名称"),
    "document_title": ("Document title", "文件标题"),
    "also_called": ("Also called", "别称"),
    "zones": ("Zones", "自贸试验区"),
    "zone": ("Zone", "自贸试验区"),
    "official_name": ("Name in the report", "报告中的名称"),
    "before": ("Before", "改革前"),
    "after": ("Since", "改革后"),
    "quantities": ("Numbers", "数字"),
    "documents": ("Documents", "文件"),
    "table": ("Table", "表"),
    "row": ("Row", "行"),
    "issuers": ("Issued by", "发文机关"),
    "date": ("Date", "日期"),
    "date_kind": ("Kind of date", "日期性质"),
    "policy": ("Policy", "政策"),
    "count": ("Count", "数量"),
    "parts": ("Made of", "构成"),
    "examples": ("Examples", "示例"),
    "category": ("Category", "类别"),
    "national": ("National list", "全国版"),
    "pftz": ("List for the zones", "自贸试验区版"),
    "opening": ("Opens", "开放"),
    "affects": ("Affects", "影响"),
    "effect": ("Effect", "作用"),
    "place": ("Place", "地点"),
    "what": ("What", "内容"),
    "value": ("Value", "数值"),
    "amount": ("Value", "数值"),
    "whose": ("Zone", "自贸试验区"),
    "unit": ("Unit", "单位"),
    "qualifier": ("Qualifier", "限定"),
    "change_pct": ("Change %", "同比 %"),
    "change_points": ("Points", "百分点"),
    "cities": ("Cities", "城市"),
    "markets": ("Markets", "市场"),
    "focus": ("Focus", "重点"),
    "score": ("Score", "相似度"),
    "matched": ("Matched", "匹配"),
    # phrases; {} is filled in
    "*": ("other facts", "其余"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "not known": ("not known", "未知"),
    "as printed": ("as printed, but wrong or doubtful: see the notes", "原文如此，有误或存疑，见注意事项"),
    "not told": ("the report does not tell", "报告未载"),
    "as a whole": ("as a whole", "整体"),
    "none": ("none", "无"),
    "related": ("See also", "相关"),
    "other departments": ("other departments", "其他有关部门"),
    "departments not named": ("departments not named", "有关部门"),
    "open questions": ("Not known", "待查"),
    "open since": ("{} ({}, open since {})", "{}（{}，{} 起待查）"),
    "hour": ("{} hours", "{} 小时"),
    "day": ("{} days", "{} 天"),
    "month": ("{} months", "{} 个月"),
    "year of time": ("{} years", "{} 年"),
    "article of": ("article {}", "第 {} 条"),
    "source": ("Source: {} ({})", "来源：{}（{}）"),
    "more sources": ("{} more, for single facts: pftz show ID", "另有 {} 个来源，见 pftz show ID"),
    "sources in all": ("{} sources: pftz show ID", "来源 {} 个，见 pftz show ID"),
    "for": ("for {}", "用于{}"),
    "graded": ("{} for {}", "{}（{}）"),
    "shown": ("{} of {} {}", "共 {1} 条，显示 {0} 条"),
    "shown of": ("{} of {} matching, of {} {}", "共 {2} 条，匹配 {1} 条，显示 {0} 条"),
    "later": ("Came after: {}; see pftz show ID", "后续进展：{}，见 pftz show ID"),
    "data": ("data {}", "数据版本 {}"),
    "too narrow": ("too narrow for: {}; see pftz show ID, or --fields", "终端太窄，未显示：{}；见 pftz show ID 或 --fields"),
}
"""Field or phrase to its wording in English and Chinese."""
LISTS: Mapping[str, str] = {
    "scope": "scope", "area": "area", "strength": "strength", "status": "status", "grade": "grade", "alliances": "alliance",
    "region": "region", "sectors": "sector", "province": "province", "authorities": "authority", "departments": "authority",
    "series": "series", "date_kind": "date_kind", "zones": "zone", "zone": "zone",
}  # fmt: skip
"""Field to the list of names that its slugs come from."""
AGENCIES = frozenset({"authorities", "departments"})
"""Fields of agencies, which are shown by their short forms."""
NOTHING: Mapping[str, str] = {
    "case.official_name": "none", "case.before": "not told", "case.after": "not told",
    "milestone.official_title": "none", "milestone.document": "none", "milestone.policy": "none", "development.official_title": "none",
    "programme.batch": "none", "figure.zone": "as a whole", "figure.place": "", "figure.qualifier": "", "figure.year": "",
    "figure.change_pct": "", "figure.change_points": "",
}  # fmt: skip
"""Kind and field to what its null means, where that is not `not known`."""
_PLURALS = {"batch": "batches", "policy": "policies"}


def say(key: str, lang: str, *values: object) -> str:
    """Return the wording of a field or phrase, filled in with *values*; a field without one as itself, part by part."""
    if key not in WORDS:
        return " ".join(say(part, lang) if part in WORDS else part for part in key.split("."))
    text = WORDS[key][lang == "zh"]
    return text.format(*values) if values else text


def plural(kind: str) -> str:
    """Return what several records of a kind are called in English."""
    return _PLURALS.get(kind, f"{kind}s")


class Legend(NamedTuple):
    """What turns slugs into names, and what stands under a table.

    Attributes:
        labels: list of names to slug to English and Chinese name.
        sources: id to what is known of a document or page.
        total: how many records of these kinds there are.
        things: what the records are called, in the plural.
        data_version: version of the data.
        lang: `en` or `zh`.
        matched: how many records matched, of which not all need be shown.
        later: developments after the report, each with the records shown that it bears on.
    """

    labels: Mapping[str, Mapping[str, tuple[str, str]]]
    sources: Mapping[str, Mapping[str, Any]]
    total: int
    things: str
    data_version: str
    lang: str
    matched: int = 0
    later: Mapping[str, Sequence[str]] = {}

    def say(self, key: str, *values: object) -> str:
        """Return a wording in the language of this legend."""
        return say(key, self.lang, *values)

    def nothing(self, row: Mapping[str, Any], field: str) -> str:
        """Return what it means that a field of a record is null; empty where it means nothing worth a word."""
        if field == "zone" and (row.get("place") or row.get("zones")):
            return row["place"] or ", ".join(self.name("zones", zone) for zone in row["zones"])
        key = NOTHING.get(f"{row['kind']}.{field}", "not known")
        return self.say(key) if key else ""

    def name(self, field: str, value: str) -> str:
        """Return what *value* of *field* is called: its name in a list, an agency's short form, or itself."""
        if field in AGENCIES and self.lang == "en":
            return value.upper()
        names = self.labels.get(LISTS.get(field, ""), {}).get(value)
        return names[self.lang == "zh"] if names else value

    def full_name(self, authority: str) -> str:
        """Return the whole name of an agency, with its short form."""
        return f"{self.labels['authority'][authority][self.lang == 'zh']} ({authority.upper()})"
