//! What the reference of parameters says around what each of them means.

use super::Text;

/// Texts with a constant each, English first.
macro_rules! texts {
    ($($name:ident = $en:literal, $zh:literal;)*) => {
        $(
            #[doc = concat!("“", $en, "”")]
            pub const $name: Text = Text::new($en, $zh);
        )*
        /// All of them.
        pub const TEXTS: &[Text] = &[$($name),*];
    };
}

texts! {
    BETWEEN = "{least} to {most}", "{least} 到 {most}";
    WHOLE = "{least} to {most}, whole", "{least} 到 {most}，整数";
    OR_MORE = "{least} or more", "{least} 及以上";
    OR_LESS = "{most} or less", "{most} 及以下";
    NO_BAND = "no band", "无范围";
    AT_MOST = "at most {n} of {range}", "最多 {n} 个，各为 {range}";
    EITHER = "{rest} or {last}", "{rest} 或 {last}";
    NONE = "none", "无";
    OTHERS = "others {value}", "其余 {value}";
    EACH = "{name} ({values})", "{name}（{values}）";
    KNOWN = "{word}: {source}", "{word}：{source}";
    NOT_DRAWN = "not drawn: {why}", "不抽取：{why}";
    NORMAL = "normal, ± {most}", "正态，± {most}";
    LOG = "log-normal, × {least} to × {most}", "对数正态，× {least} 到 × {most}";
    LOGIT = "log odds normal, odds × {least} to × {most}", "对数几率正态，几率 × {least} 到 × {most}";
    SWITCH = "a switch", "一个开关";
    AROUND = "{drawn}, around {median} ({why})", "{drawn}，以 {median} 为中位数（{why}）";
    ABSENT = "{drawn}; absent in {n} of 100 worlds", "{drawn}；100 种可能情形中有 {n} 种没有";
    OTHER_WAY = "{drawn}; the other way in {n} of 100 worlds", "{drawn}；100 种可能情形中有 {n} 种相反";
    DRAWN_FROM = "{drawn}; {source}", "{drawn}；{source}";
    TOP_HEADING = "Top of the file", "文件最上层";
    KEY = "key", "键";
    MEANING = "meaning", "含义";
    UNIT = "unit", "单位";
    DEFAULT = "default", "默认值";
    PERMITTED = "permitted", "允许范围";
    KNOWN_FROM = "known from", "依据";
    IN_WORLDS = "in possible worlds", "在可能情形中";
    SET_BY_PRESET = "{source} ({from})", "{source}（{from}）";
}
