//! What commands say of how they go on, and of what they cannot do.

super::messages! {
    "warning: {what}", "警告：{what}";
    "results: {folder}", "结果：{folder}";
    "page: {file}", "网页：{file}";
    "results: {folder} ({what} lists all candidates)", "结果：{folder}（{what} 列出全部候选）";
    "best.toml is the winner, {rest}", "best.toml 是胜出的方案，{rest}";
    "wrote {path}\nnext: edit it, then `qun check {file}`", "已写出 {path}\n下一步：改好后运行 `qun check {file}`";
    "failed with exit code {code}", "失败，退出码 {code}";
    "failed to start threads: {error}", "无法启动线程：{error}";
    "{n} runs are there already, from an earlier try in {folder}", "{folder} 里已有 {n} 次模拟，是上次留下的";
    "interrupted: {done} of {planned} runs are done and kept in {folder}; repeat the command to go on", "已中断：{planned} 次模拟完成了 {done} 次，保存在 {folder}；重复同一命令即可继续";
    "interrupted: what is said rests on {done} of {planned} runs, kept in {folder}; repeat the command to go on", "已中断：以上结论只依据 {planned} 次模拟中的 {done} 次，保存在 {folder}；重复同一命令即可继续";
    "part {part}: {done} of {planned} runs are done and kept in {folder}; when all parts are done: qun merge DIR… --out DIR", "第 {part} 部分：{planned} 次模拟完成了 {done} 次，保存在 {folder}；各部分都完成后：qun merge DIR… --out DIR";
    "going on with the batch in {folder}", "接着 {folder} 里的批次继续";
    "{folder} was not qun's; it is kept as {kept}", "{folder} 不是 qun 写的；已保留为 {kept}";
    "{file} is damaged ({why}): its runs are done again", "{file} 已损坏（{why}）：其中的模拟重新做";
    "{file} is damaged ({why}) and left out", "{file} 已损坏（{why}），略去";
    "every number is the one that the batch has kept", "每个数都与批次所存一致";
    "the batch has kept nothing of this run to compare it with", "批次里没有这次模拟的记录可供对照";
    "expected {key} above {bound}, but its mean is {mean}", "预期 {key} 高于 {bound}，但均值为 {mean}";
    "expected {key} below {bound}, but its mean is {mean}", "预期 {key} 低于 {bound}，但均值为 {mean}";

    // Folders and files.
    "name a new folder with --out, or --force: files that stand in the way are then kept as NAME~", "请用 --out 另写一个新文件夹，或用 --force：挡路的文件会保留为 NAME~";
    "name another folder with --out, or --force: this one is then kept as NAME~", "请用 --out 另写一个文件夹，或用 --force：原文件夹会保留为 NAME~";
    "name another folder with --out, or --force: what was changed is then kept as NAME~", "请用 --out 另写一个文件夹，或用 --force：改过的文件会保留为 NAME~";
    "name another folder with --out, or --force: the file is then kept as NAME~", "请用 --out 另写一个文件夹，或用 --force：该文件会保留为 NAME~";
    "remove the link, or name another folder with --out", "请删掉该链接，或用 --out 另写一个文件夹";
    "name a folder with --out that may be written into", "请用 --out 写一个可以写入的文件夹";
    "make room, or name a folder on another disk with --out", "请腾出空间，或用 --out 写到别的磁盘";
    "raise the limit of the size of files: `ulimit -f unlimited`", "请放宽文件大小限制：`ulimit -f unlimited`";
    "failed to build a table: {error}", "表格生成失败：{error}";
    "{folder} is not empty, and qun has not made it: it holds {file}", "{folder} 不是空的，也不是 qun 建的：里面有 {file}";
    "{folder} holds results of another version of qun ({engine})", "{folder} 里是另一版本 qun（{engine}）的结果";
    "{folder} has been changed since qun wrote it: {files}", "{folder} 在 qun 写出之后被改过：{files}";
    "{folder} lies where results go", "{folder} 占着结果要写的位置";
    "{folder} leads out of the folder", "{folder} 指向文件夹之外";
    "repeat the command that made it, with this version", "请用本版本重复生成它的命令";
    "there are no results in {folder}", "{folder} 里没有结果";
    "name a folder that `qun run`, `qun compare` or another study has written", "请写 `qun run`、`qun compare` 等写出的文件夹";
    "{folder} holds no {file}: qun has not made it", "{folder} 里没有 {file}：不是 qun 建的";
    "there is no page in {folder}", "{folder} 里没有网页";
    "qun report {folder} makes it", "qun report {folder} 可以生成";
    "nothing here opens a page", "这里没有能打开网页的程序";
    "open it in a browser: {file}", "请在浏览器里打开：{file}";
    "`{name}` cannot name a scenario", "`{name}` 不能用作方案名";
    "name it, for example: qun new camp", "请起名，例如：qun new camp";
    "{file} exists already", "{file} 已经存在";
    "{file} exists", "{file} 已经存在";
    "choose another name, or remove the file first", "请换个名字，或先删掉该文件";
    "there is no folder {folder}", "没有文件夹 {folder}";
    "make it first, or write the scenario elsewhere", "请先建好，或把方案写到别处";
    "failed to write {file}", "无法写入 {file}";
    "failed to write {file}: {error}", "无法写入 {file}：{error}";
    "failed to read {file}: {error}", "无法读取 {file}：{error}";
    "failed to read {file}", "无法读取 {file}";
    "name another file with --visits, or --force: the old one is then kept as NAME~", "请用 --visits 另写一个文件，或用 --force：旧文件会保留为 NAME~";
    "there is no template `{name}`", "没有模板 `{name}`";
    "docs/logs.md lists the exports that are read; a table has the columns community,member_id,day,events or timestamp,author", "docs/logs.md 列出可读的导出格式；表格的列为 community,member_id,day,events 或 timestamp,author";

    // Flags.
    "--out {path} is a file, not a folder", "--out {path} 是文件，不是文件夹";
    "name a folder; it is made if it does not exist", "请写文件夹；不存在时会新建";
    "--precision {text} makes no sense", "--precision {text} 不成立";
    "write a share of the mean, from 0.01% to 100%: --precision 2%", "请写占均值的比例，0.01% 到 100%：--precision 2%";
    "{flag}: `{key}` is taken as `{metric}`", "{flag}：`{key}` 按 `{metric}` 处理";
    "{flag}: `{key}` is no more: {what}", "{flag}：`{key}` 已不再使用：{what}";
    "`{key}` comes nearest ({change})", "最接近的是 `{key}`（{change}）";
    "`qun list metrics` names them all", "`qun list metrics` 列出全部指标";
    "did you mean `{near}`? `qun list metrics` names them all", "是不是想写 `{near}`？`qun list metrics` 列出全部指标";
    "{flag}: there is no metric `{key}`", "{flag}：没有指标 `{key}`";
    "--shard {text} {why}", "--shard {text} {why}（分批写法有误）";
    "write the part and how many there are: --shard 2/8", "请写第几部分、共几部分：--shard 2/8";
    "this is part {part}, as {name} says; --shard 1/1 does all", "按 {name} 所写，这是第 {part} 部分；--shard 1/1 则全做";
    "--precision needs all cells together, and this is one part of them", "--precision 需要全部格子在一起，而这只是其中一部分";
    "merge the parts, then run the whole sweep with --precision in the merged folder: it goes on from there", "请先合并各部分，再在合并的文件夹里用 --precision 跑整个扫描：会从那里继续";
    "not one of the cells tried can be run", "试过的格子没有一个能跑";
    "`qun check` says what is wrong with the scenario", "`qun check` 会说明方案哪里不对";
    "{folder} holds another batch: {part} differs", "{folder} 里是另一个批次：{part} 不同";
    "repeat the command that began it, or leave --resume out to begin a new one", "请重复当初的命令，或去掉 --resume 重新开始";
    "{folder} holds no batch: it has no {file}", "{folder} 里没有批次：缺少 {file}";
    "name a folder that a command of qun has written into, or leave --resume out to begin anew", "请写 qun 的命令写过的文件夹，或去掉 --resume 重新开始";
    "{file} was made by qun {theirs}, and this is qun {ours}: their numbers differ", "{file} 由 qun {theirs} 生成，本程序是 qun {ours}：数字会不同";
    "use that version, or repeat the command that made the folder", "请用那个版本，或重复生成该文件夹的命令";

    // Studies.
    "{file} has nothing to compare", "{file} 里没有可比较的策略";
    "add a table like [strategy.strict.operator.threshold] with what changes", "请加一个表，如 [strategy.strict.operator.threshold]，写上要改的";
    "--equal-cost: {error}", "--equal-cost 做不到：{error}";
    "say what an applicant costs: --set audience.channel.NAME.cost=5", "请写明一名申请人的花费：--set audience.channel.NAME.cost=5";
    "add [sweep] to the file, or name what to vary: --vary operator.threshold.fee=0,49,99", "请在文件里加 [sweep]，或写明变动什么：--vary operator.threshold.fee=0,49,99";
    "there is nothing to sweep", "没有可扫描的参数";
    "there is nothing to vary", "没有可变动的参数";
    "name what may be changed: --vary operator.threshold.fee=0..199", "请写明可以改什么：--vary operator.threshold.fee=0..199";
    "`{path}` is varied twice", "`{path}` 变动了两次";
    "give one axis all the values: --vary PATH=v1,v2,v3", "请把取值写在一起：--vary PATH=v1,v2,v3";
    "there is no goal", "没有目标";
    "name a metric: --maximize engaged_end, or --minimize churn_7d", "请写指标：--maximize engaged_end 或 --minimize churn_7d";
    "--subject-to {text} is not a bound", "--subject-to {text} 不是约束";
    "write a metric, <= or >=, and a number: --subject-to 'cost_total <= 5000'", "请写指标、<= 或 >= 以及数字：--subject-to 'cost_total <= 5000'";
    "--budget {budget} leaves nothing for a search with {n} replicates a finalist", "--budget {budget} 不够：每个决选候选要 {n} 次模拟";
    "give it {n} at least, or use fewer --replicates", "请至少给 {n}，或减少 --replicates";
    "narrow the ranges so that all values can stand together", "请缩小范围，让各个取值能同时成立";
    "varying `{path}` changes nothing: each of its values gives the same runs", "变动 `{path}` 没有作用：各个取值得到的模拟都一样";
    "vary something that members or the operator do; `qun explain audience` and its like list what there is", "请变动与成员或运营者行为有关的参数；`qun explain audience` 等会列出来";
    "--vary {text} does not say how many values to try", "--vary {text} 没有写明试几个取值";
    "add them: --vary {range}:10", "请加上个数：--vary {range}:10";
    "--cells must be 1 at least", "--cells 至少为 1";
    "give the axes fewer values, or fill their space with `--design lhs --cells 500`", "请减少取值，或用 `--design lhs --cells 500` 填满空间";
    "nothing is uncertain", "没有不确定的参数";
    "add [uncertainty] to the file, or name a range: --vary audience.word_of_mouth=0..0.05", "请在文件里加 [uncertainty]，或写明范围：--vary audience.word_of_mouth=0..0.05";
    "there is no design of {n} points for {m} inputs", "{m} 个因素没有 {n} 个点的设计";
    "--points must be 1 at least, and 65536 at most for sobol, which takes up to 128 inputs", "--points 至少为 1；sobol 最多 65536，最多 128 个因素";
    "without these points there are no indices", "缺了这些点就算不出指数";
    "{name} has no value at {place}", "{name} 在 {place} 没有数值";
    "choose another --metric, or more --replicates", "请换一个 --metric，或增加 --replicates";
    "choose another --metric, or more --points", "请换一个 --metric，或增加 --points";
    "nothing can be told of {name}", "{name} 看不出任何结果";
    "{name} is known in too few worlds", "知道{name}的可能情形太少";
    "--of asks what a difference hangs on over worlds, and --worlds fixed has only one", "--of 问的是差异在各种可能情形中取决于什么，而 --worlds fixed 只有一种";
    "leave --worlds out", "请去掉 --worlds";
    "--of {text} names no difference", "--of {text} 不是一个差异";
    "name a strategy, or two as A-B: {list}", "请写一个策略，或写成 A-B：{list}";
    "there is nothing to merge", "没有可合并的内容";
    "name the folders of the parts", "请写各部分的文件夹";
    "{file} has been changed by hand", "{file} 被人改过";
    "repeat the command that made the folder: it writes the file again", "请重复生成该文件夹的命令：它会重写这个文件";
    "merge each batch by itself", "请分别合并每个批次";
    "run the parts that are missing with `qun sweep … --shard I/N`, and name all folders", "请用 `qun sweep … --shard I/N` 补跑缺的部分，并写出全部文件夹";
    "{folder} holds a study that has no parts", "{folder} 里的研究不分部分，无从合并";
    "name the folders that `qun sweep --shard` has written into", "请写 `qun sweep --shard` 写过的文件夹";
    "{one} and {other} are parts of different batches: {part} differs", "{one} 与 {other} 属于不同批次：{part} 不同";
    "{folder} has no cell `{name}`", "{folder} 里没有格子 `{name}`";
    "its cells are 0 to {n}: cells.csv lists them", "格子为 0 到 {n}：见 cells.csv";
    "{folder} has no replicate {n} of cell {cell}", "{folder} 的格子 {cell} 没有第 {n} 次模拟";
    "its replicates are 0 to {n}", "模拟编号为 0 到 {n}";

    // Memory.
    "up to {members} members would join, and a community can have {most} at most", "最多会有 {members} 名成员加入，而社群最多 {most} 人";
    "{what} needs about {needed} of memory, and {available} is free", "{what}约需 {needed} 内存，可用 {available}";
    "one run", "一次模拟";
    "the study", "这项研究";
    "lower `audience.size`, or what the channels bring a day", "请调低 `audience.size`，或渠道每天带来的人数";
    "have fewer `audience.founders` or a smaller `audience.size`", "请减少 `audience.founders` 或调小 `audience.size`";
    "use fewer --replicates, --threads or --days", "请减少 --replicates、--threads 或 --days";
    "use a machine with more memory", "请用内存更大的机器";
    "{less}, or {more}", "{less}，或{more}";

    // Words.
    "nothing is known about `{word}`", "没有关于 `{word}` 的说明";
    "`qun list parameters`, `qun list metrics` and `qun list strategies` show what there is", "`qun list parameters`、`qun list metrics`、`qun list strategies` 列出现有的";
    "ok", "没有问题";
    "ok ({what})", "没有错误（{what}）";
    "{n} archetypes", "{n} 类成员";
    "1 archetype", "1 类成员";
    "{n} strategies", "{n} 个策略";
    "1 strategy", "1 个策略";
    "{n} cells to sweep", "{n} 格待扫描";
    "{n} uncertain values", "{n} 个不确定的值";
    "{n} days", "{n} 天";
    "{n} replicates", "{n} 次模拟";

    // Lessons.
    "there is no lesson `{name}`", "没有叫 `{name}` 的课";
    "lesson: {file}", "课程网页：{file}";
}
