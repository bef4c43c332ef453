"""What a table or page says besides its rows: names for slugs, how many, as of when, from where."""

from collections.abc import Mapping
from typing import Any, NamedTuple

HEADINGS: Mapping[str, tuple[str, str]] = {
    "id": ("Id", "编号"),
    "kind": ("Kind", "类别"),
    "title": ("Title", "标题"),
    "title_zh": ("Chinese", "中文"),
    "summary": ("Summary", "摘要"),
    "scope": ("Scope", "适用范围"),
    "area": ("Area", "领域"),
    "authorities": ("Responsible", "责任单位"),
    "provincial_governments": ("Provincial governments", "省级人民政府"),
    "other_departments": ("Other departments, unnamed", "其他有关部门"),
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
    "area_km2": ("km²", "平方公里"),
    "sub_areas": ("Sub-areas", "片区"),
    "pilot_region": ("Pilot region", "试点地区"),
    "alliances": ("Alliances", "联盟"),
    "figures": ("Figures", "数据"),
    "batch": ("Batch", "批次"),
    "number": ("Number", "序号"),
    "announced": ("Announced", "公布日期"),
    "document": ("Document", "文号"),
    "park_count": ("Parks", "园区数"),
    "parks_named": ("Parks named", "名单公布"),
    "status": ("Status", "状态"),
    "regions": ("Regions", "区域分布"),
    "city": ("City", "城市"),
    "city_zh": ("City in Chinese", "城市（中文）"),
    "region": ("Region", "区域"),
    "site": ("Site", "位置"),
    "sectors": ("Sectors", "行业"),
    "grade": ("Grade", "证据等级"),
    "evidence": ("Weaker facts", "较弱依据"),
    "notes": ("Notes", "注意"),
    "sources": ("Sources", "来源"),
    "score": ("Score", "相似度"),
    "matched": ("Matched", "匹配"),
}
_LISTS = {"scope": "scope", "area": "area", "alliances": "alliance", "region": "region", "sectors": "sector", "province": "province"}
_VALUES = {
    "must": "必须", "best-effort": "尽力", "encouraged": "鼓励", "confirmed": "已确认", "reported": "据报道", "yes": "是", "no": "否",
    "official": "官方", "official-report": "官方报告", "news-agency": "新闻机构", "trade-press": "行业媒体", "unverified": "未核实",
}  # fmt: skip


class Legend(NamedTuple):
    """What turns slugs into names, and what stands under a table.

    Attributes:
        labels: list of names to slug to English and Chinese name.
        sources: id to what is known of a document or page.
        total: how many records of these kinds there are.
        things: what the records are called, in the plural.
        data_version: version of the data.
    """

    labels: Mapping[str, Mapping[str, tuple[str, str]]]
    sources: Mapping[str, Mapping[str, Any]]
    total: int
    things: str
    data_version: str

    def name(self, field: str, value: str, lang: str) -> str:
        """Return what *value* of *field* is called: its name in a list, an agency's short form, or itself."""
        if field == "authorities" and lang == "en":
            return value.upper()
        names = self.labels.get("authority" if field == "authorities" else _LISTS.get(field, ""), {}).get(value)
        if names:
            return names[lang == "zh"]
        return _VALUES.get(value, value) if lang == "zh" else value


def heading(field: str, lang: str) -> str:
    """Return the heading of a column."""
    return HEADINGS[field][lang == "zh"] if field in HEADINGS else field
