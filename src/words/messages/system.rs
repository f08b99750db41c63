//! What the system says, and what is said of the command line.

super::messages! {
    // The system.
    "No such file or directory (os error {n})", "没有这个文件或文件夹";
    "Permission denied (os error {n})", "没有权限";
    "Not a directory (os error {n})", "不是文件夹";
    "Is a directory (os error {n})", "是文件夹，不是文件";
    "File exists (os error {n})", "文件已经存在";
    "No space left on device (os error {n})", "磁盘已满";
    "Read-only file system (os error {n})", "文件系统是只读的";
    "Operation not permitted (os error {n})", "不允许这样做";
    "File name too long (os error {n})", "文件名太长";
    "Too many open files (os error {n})", "打开的文件太多";
    "Invalid argument (os error {n})", "参数无效";
    "File too large (os error {n})", "文件太大";
    "Disk quota exceeded (os error {n})", "超出磁盘配额";
    "{error} at path \"{path}\"", "写入时：{error}";

    // The command line.
    "error: {what}", "错误：{what}";
    "tip: {what}", "提示：{what}";
    "Usage: {usage}", "用法：{usage}";
    "Usage:", "用法：";
    "[default: ", "[默认：";
    "[possible values: ", "[可选值：";
    "[OPTIONS]", "[选项]";
    "[COMMAND]", "[命令]";
    "<COMMAND>", "<命令>";
    "Examples:", "示例：";
    "Commands:", "命令：";
    "Arguments:", "参数：";
    "Options:", "选项：";
    "Exit codes:", "退出码：";
    "Possible values:", "可选值：";
    "For more information, try '--help'.", "详见 '--help'。";
    "unrecognized subcommand '{name}'", "没有命令 '{name}'";
    "a similar subcommand exists: '{name}'", "相近的命令：'{name}'";
    "some similar subcommands exist: {list}", "相近的命令：{list}";
    "a similar argument exists: '{name}'", "相近的选项：'{name}'";
    "some similar arguments exist: {list}", "相近的选项：{list}";
    "a similar value exists: '{name}'", "相近的值：'{name}'";
    "to pass '{value}' as a value, use '{usage}'", "要把 '{value}' 当作值，请写 '{usage}'";
    "unexpected argument '{name}' found", "多余的参数 '{name}'";
    "unexpected argument '{name}' found; tip: {tip}", "多余的参数 '{name}'；提示：{tip}";
    "unexpected argument '{option}' found", "没有选项 '{option}'";
    "unexpected argument '{option}' found; tip: {tip}", "没有选项 '{option}'；提示：{tip}";
    "the following required arguments were not provided:", "缺少必需的参数：";
    "one or more required arguments were not provided", "缺少必需的参数";
    "invalid value '{value}' for '{name}': {why}", "'{name}' 的值 '{value}' 无效：{why}";
    "invalid value '{value}' for '{name}'", "'{name}' 的值 '{value}' 无效";
    "a value is required for '{name}' but none was supplied", "'{name}' 后面缺少值";
    "the argument '{one}' cannot be used with '{other}'", "'{one}' 不能与 '{other}' 同用";
    "the argument '{one}' cannot be used multiple times", "'{one}' 只能写一次";
    "the subcommand '{one}' cannot be used with '{other}'", "命令 '{one}' 不能与 '{other}' 同用";
    "'{name}' requires a subcommand but one was not provided", "'{name}' 需要一个命令";
    "invalid digit found in string", "不是数字";
    "number would be zero for non-zero type", "不能为 0";
    "{value} is not in {range}", "{value} 不在 {range} 之内";
    "cannot parse integer from empty string", "空的，不是数字";
    "number too large to fit in target type", "数字太大";
    "number too small to fit in target type", "数字太小";
    "invalid float literal", "不是数字";
    "cannot parse float from empty string", "空的，不是数字";
    "a value is required for '{name}' but none was supplied; possible values: {list}", "'{name}' 后面缺少值；可选值：{list}";
    "stream did not contain valid UTF-8", "不是 UTF-8 文本";
}
