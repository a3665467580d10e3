#!/bin/sh
# mirror.sh: keeps a verified copy of this portal in a folder of yours.
#
#     sh mirror.sh [--records] [--check] [--force] https://the-portal.example folder
#
#   --records  only what can't be derived: the records' own files, the register, the log
#   --check    looks at every file of the copy again, and fetches what is damaged
#   --force    also when the portal has lost more than half of its files
#
# Needs a POSIX shell, awk, curl or wget, and sha256sum or shasum. With ssh-keygen the
# signature is checked too. Run it as often as you like: it fetches only what is other,
# removes what the portal has taken back, and goes on where it was cut off. Every file
# is held against the manifest, and the manifest against the log, before anything is put
# in place. It never touches anything outside the folder.
#
# What it does not do: prove that the log was never rewritten. The log is in the copy;
# "npm run verify" of the Glasshall programs, or any C2SP tlog client, does.
#
# Ends with 0: the copy is complete. 75: the portal is being changed, try later.
# 1: something does not hold, nothing was put in place.

set -u
LC_ALL_BEFORE=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
LC_ALL=C
export LC_ALL
umask 022
TRIES=${MIRROR_TRIES:-5}
WAIT=${MIRROR_WAIT:-60}

# say 한국어 English: one line, in the language of the terminal.
say() {
  case $LC_ALL_BEFORE in
    ko*) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$2" ;;
  esac
}
fail() { say "$1" "$2" >&2; exit 1; }

MODE=all FORCE=no CHECK=no URL='' FOLDER=''
for word in "$@"; do
  case $word in
    --records) MODE=records ;;
    --check) CHECK=yes ;;
    --force) FORCE=yes ;;
    -*) fail "모르는 선택입니다: $word" "unknown option: $word" ;;
    *) if [ -z "$URL" ]; then URL=${word%/}; elif [ -z "$FOLDER" ]; then FOLDER=$word; else fail '주소와 폴더만 적어 주세요.' 'expected an address and a folder only.'; fi ;;
  esac
done
[ -n "$FOLDER" ] || fail '쓰는 법: sh mirror.sh https://포털 폴더' 'usage: sh mirror.sh https://the-portal.example folder'
case $URL in
  *[!A-Za-z0-9.:/_~%@-]*) fail '주소에 쓸 수 없는 글자가 있습니다.' 'the address has characters that no address has.' ;;
  https://*) ;;
  http://*) say '알림: http 주소라 도중에 바뀔 수 있습니다. 서명이 있으면 그것으로 확인합니다.' 'note: an http address can be changed on its way; only a signature tells.' ;;
  *) fail '주소는 https://로 시작해야 합니다.' 'expected an address that begins with https://' ;;
esac

if command -v sha256sum >/dev/null 2>&1; then SHA=sha256sum; elif command -v shasum >/dev/null 2>&1; then SHA='shasum -a 256'; else fail 'sha256sum이나 shasum이 필요합니다.' 'sha256sum or shasum is needed.'; fi
if [ -n "${MIRROR_CLIENT:-}" ]; then CLIENT=$MIRROR_CLIENT; elif command -v curl >/dev/null 2>&1; then CLIENT=curl; elif command -v wget >/dev/null 2>&1; then CLIENT=wget; else fail 'curl이나 wget이 필요합니다.' 'curl or wget is needed.'; fi
# Options that GNU wget has and BusyBox has not (or not in every build).
QUIET=''
if [ "$CLIENT" = wget ] && wget --version 2>/dev/null | grep -q GNU; then QUIET='-nv --timeout=60 --tries=3 --max-redirect=0'; fi

# A folder with other things in it is not ours to write to.
if [ -d "$FOLDER" ] && [ ! -d "$FOLDER/.mirror" ] && [ ! -f "$FOLDER/manifest-sha256.txt" ] && [ -n "$(ls -A "$FOLDER")" ]; then
  fail "비어 있지 않은 폴더입니다: $FOLDER" "expected an empty folder or an earlier copy, got one that holds other things: $FOLDER"
fi
mkdir -p "$FOLDER/.mirror/fetched" || exit 1
cd "$FOLDER" || exit 1
STATE=.mirror
LOCK=$STATE/lock
if ! mkdir "$LOCK" 2>/dev/null; then
  if [ -f "$LOCK/pid" ] && kill -0 "$(cat "$LOCK/pid")" 2>/dev/null; then fail '이 폴더를 이미 다른 실행이 쓰고 있습니다.' 'another run is at work in this folder.'; fi
fi
echo $$ >"$LOCK/pid"
trap 'rm -rf "$LOCK"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# get path file → 0 fetched, 1 not there, 2 no answer.
get() {
  rm -f "$2"
  if [ "$CLIENT" = curl ]; then
    code=$(curl -sS --proto '=http,https' --connect-timeout 20 --speed-time 60 --speed-limit 50 --retry 2 -o "$2" -w '%{http_code}' "$URL/$1" 2>"$STATE/said") || return 2
    case $code in 200) return 0 ;; 403 | 404 | 410) rm -f "$2"; return 1 ;; *) return 2 ;; esac
  fi
  # shellcheck disable=SC2086
  wget $QUIET -O "$2" "$URL/$1" 2>"$STATE/said" && return 0
  rm -f "$2"
  grep -Eq '(ERROR|HTTP/[0-9.]+) (403|404|410)' "$STATE/said" && return 1
  return 2
}
need() {
  get "$1" "$2"
  case $? in 0) return 0 ;; 1) return 1 ;; esac
  fail "받지 못했습니다: $1 (연결을 확인하세요)" "could not fetch $1 (is there a connection?)"
}
hash_of() { $SHA "$1" | cut -c1-64; }

# check list folder → the paths of a list of "<sha256>  <path>" lines whose bytes are right.
# Without "--" or options that only some have; paths never begin with "-".
check() { [ ! -s "$1" ] || (cd "$2" && $SHA -c) <"$1" 2>/dev/null | sed -n 's/: OK$//p'; }

# Lines of a manifest that can't be trusted with a disk. $kind is "shards" or "files".
# shellcheck disable=SC2016
LINES='
function bad(p,  n, i, part) {
  if (p == "" || p ~ /[\001-\037\177\\]/ || p ~ /^[ -]/ || p ~ / $/ || p ~ /^\// || p ~ /\/$/) return 1
  n = split(p, part, "/")
  for (i = 1; i <= n; i++) if (part[i] == "" || part[i] == "." || part[i] == "..") return 1
  if (kind == "shards") return !(n == 2 && part[1] == "manifest" && p ~ /^manifest\/[a-z0-9][a-z0-9_.-]*\.txt$/)
  return part[1] == ".mirror" || part[1] == "log" || part[1] == "manifest" || p ~ /^manifest-/ || p == "allowed_signers"
}
{ sha = substr($0, 1, 64); path = substr($0, 67)
  if (length($0) < 67 || sha ~ /[^0-9a-f]/ || substr($0, 65, 2) != "  " || bad(path) || path in seen) { wrong = 1; exit }
  seen[path] = 1 }
END { exit wrong }'
sound() { awk -v kind="$2" "$LINES" "$1"; }

# later 왜 why: the portal is changing; waits, and begins again if there are tries left.
later() {
  TRIES=$((TRIES - 1))
  if [ "$TRIES" -le 0 ]; then
    say "$1 나중에 다시 실행하세요. 지금까지 받은 것은 남아 있습니다." "$2 Try again later; what was fetched is kept." >&2
    exit 75
  fi
  say "$1 ${WAIT}초 뒤에 다시 봅니다." "$2 Looking again in $WAIT seconds."
  sleep "$WAIT"
}

# The signature, against the key that the first run has pinned. 1: not that of this manifest.
check_signature() {
  need manifest-sha256.txt.sig $STATE/sig; has_sig=$?
  pinned=$STATE/allowed_signers
  if [ ! -f $pinned ]; then
    if [ "$has_sig" != 0 ] || ! need allowed_signers $STATE/signers; then
      say '이 포털은 서명하지 않은 미리보기입니다. 아무도 내용을 보증하지 않습니다.' 'this portal is an unsigned preview: nobody vouches for it.'
      return 0
    fi
    pinned=$STATE/signers
  fi
  [ "$has_sig" = 0 ] || fail '전에는 서명이 있었는데 지금은 없습니다. 받지 않습니다.' 'the portal was signed before and is not now; nothing was taken.'
  if ! command -v ssh-keygen >/dev/null 2>&1; then
    say 'ssh-keygen이 없어 서명은 확인하지 못했습니다.' 'ssh-keygen is not here, so the signature was not checked.'
    return 0
  fi
  principal=$(awk 'NR == 1 { print $1 }' $pinned)
  if ssh-keygen -Y verify -f $pinned -I "$principal" -n file -s $STATE/sig <$STATE/manifest >/dev/null 2>&1; then
    [ $pinned = $STATE/signers ] || return 0
    mv $STATE/signers $STATE/allowed_signers
    say '처음 실행이라 아래 열쇠를 받은 그대로 믿고 적어 둡니다. 시가 다른 곳에 알린 열쇠와 같은지 견주어 보세요.' 'first run: the key below is believed as it came, and kept. Compare it with what the city has published elsewhere.'
    cat $STATE/allowed_signers
    return 0
  fi
  if [ $pinned = $STATE/allowed_signers ] && need allowed_signers $STATE/signers && [ "$(hash_of $STATE/signers)" != "$(hash_of $pinned)" ]; then
    fail "처음에 적어 둔 열쇠의 서명이 아닙니다. 시가 열쇠를 바꾸었다고 알렸다면 $PWD/$pinned 파일을 새 열쇠로 바꾸세요." "this is not signed with the key that the first run has kept. If the city has announced a new one, put it into $PWD/$pinned"
  fi
  return 1
}

# fetch list: "<sha256>  <path>" lines into fetched/<sha256>, those that are not there.
fetch() {
  awk -v url="$URL" -v client="$CLIENT" -v out="$STATE/fetched/" '
    BEGIN { for (i = 1; i < 256; i++) code[sprintf("%c", i)] = sprintf("%%%02X", i) }
    function encoded(p,  i, c, e) { e = ""; for (i = 1; i <= length(p); i++) { c = substr(p, i, 1); e = e (c ~ /[A-Za-z0-9._~\/-]/ ? c : code[c]) } return e }
    { sha = substr($0, 1, 64); if (sha in seen) next; seen[sha] = 1
      if (client == "curl") printf "url = \"%s/%s\"\noutput = \"%s%s\"\n", url, encoded(substr($0, 67)), out, sha
      else print sha, encoded(substr($0, 67)) }' "$1" >$STATE/wanted
  [ -s $STATE/wanted ] || return 0
  if [ "$CLIENT" = curl ]; then
    curl -sS --fail --globoff --proto '=http,https' --connect-timeout 20 --speed-time 60 --speed-limit 50 --retry 2 -K $STATE/wanted >/dev/null 2>$STATE/said
  else
    # shellcheck disable=SC2086
    while read -r sha path; do wget $QUIET -O "$STATE/fetched/$sha" "$URL/$path" 2>$STATE/said || rm -f "$STATE/fetched/$sha"; done <$STATE/wanted
  fi
  return 0
}
# Removes from fetched/ what is not what its name says, and lists what is.
sift() {
  (cd $STATE/fetched && ls) | awk 'length($0) == 64 { print $0 "  " $0 }' >$STATE/names
  check $STATE/names $STATE/fetched >$STATE/right
  awk 'FILENAME == ARGV[1] { ok[$0] = 1; next } !($2 in ok) { print $2 }' $STATE/right $STATE/names >$STATE/broken
  while read -r name; do rm -f "$STATE/fetched/$name"; done <$STATE/broken
}
# missing list → its lines whose bytes are not in fetched/.
missing() { awk 'FILENAME == ARGV[1] { ok[$0] = 1; next } !(substr($0, 1, 64) in ok)' $STATE/right "$1"; }

# place list: moves the bytes of "<sha256>  <path>" lines from fetched/ to their paths.
place() {
  awk '{ path = substr($0, 67); if (sub(/\/[^\/]*$/, "", path) && !(path in seen)) { seen[path] = 1; print path } }' "$1" | while read -r path; do mkdir -p "./$path" || exit 1; done || return 1
  awk '{ line[NR] = $0; last[substr($0, 1, 64)] = NR } END { for (i = 1; i <= NR; i++) print (last[substr(line[i], 1, 64)] == i ? "mv" : "cp") " " line[i] }' "$1" >$STATE/moves
  while read -r how sha path; do
    if [ "$how" = cp ]; then cp "$STATE/fetched/$sha" $STATE/copy && mv -f $STATE/copy "./$path" || return 1; else mv -f "$STATE/fetched/$sha" "./$path" || return 1; fi
  done <$STATE/moves
}

# Files of the tree of the log between two sizes, as the C2SP form names them.
tree_files() {
  awk -v from="$1" -v size="$2" 'BEGIN {
    for (span = 1; span <= size; span *= 256) {
      for (n = int(from / span / 256); n * 256 * span < size; n++) {
        width = int(size / span) - n * 256; if (width > 256) width = 256
        had = int(from / span) - n * 256; if (had > 256) had = 256
        if (width <= 0 || width == had) continue
        path = sprintf("%03d", n % 1000); for (rest = int(n / 1000); rest > 0; rest = int(rest / 1000)) path = sprintf("x%03d/%s", rest % 1000, path)
        if (width < 256) path = path ".p/" width
        print "log/tile/" (level + 0) "/" path; if (level == 0) print "log/tile/entries/" path
      }
      level++
    } }'
}
size_in() { sed -n '2p' "$1" | grep -E '^[1-9][0-9]{0,14}$'; }

# The log: new nights, its tree, and whether its last entry seals this manifest.
fetch_log() {
  SIZE=$(size_in $STATE/checkpoint) || fail '체크포인트를 읽을 수 없습니다.' 'the checkpoint can not be read.'
  OLD=0
  [ ! -f log/checkpoint ] || OLD=$(size_in log/checkpoint) || OLD=0
  [ "$OLD" -le "$SIZE" ] || fail "로그가 줄었습니다: 전에 $OLD건, 지금 $SIZE건. 받지 않습니다." "the log has become shorter: $OLD entries before, $SIZE now; nothing was taken."
  if [ "$OLD" = "$SIZE" ] && [ "$(sed -n '3p' log/checkpoint)" != "$(sed -n '3p' $STATE/checkpoint)" ]; then fail '같은 길이의 로그인데 내용이 바뀌었습니다. 기록이 고쳐졌습니다.' 'the log is as long as before and says something else: history was rewritten.'; fi
  [ "$CHECK" = no ] || OLD=0
  mkdir -p $STATE/log/checkpoints log/checkpoints
  # shellcheck disable=SC2012
  night=$(ls log | sed -n 's/^\([0-9]\{6,\}\)\.jsonl$/\1/p' | sort -n | tail -n 1)
  last=$([ -z "$night" ] || tail -n 1 "log/$night.jsonl")
  night=$(echo "${night:-0}" | sed 's/^0*//')
  : >$STATE/nights
  until [ "$(index_in "$last")" = $((SIZE - 1)) ]; do
    night=$((${night:-0} + 1))
    name=$(printf '%06d.jsonl' "$night")
    need "log/$name" "$STATE/log/$name" || return 1
    last=$(tail -n 1 "$STATE/log/$name")
    [ "$(index_in "$last")" -lt "$SIZE" ] || return 1
    echo "log/$name" >>$STATE/nights
    # shellcheck disable=SC2013
    for index in $(sed -n 's/^{"index":\([0-9]*\),.*"event":"seal".*/\1/p' "$STATE/log/$name"); do
      if [ "$index" != $((SIZE - 1)) ] && need "log/checkpoints/$((index + 1))" "$STATE/log/checkpoints/$((index + 1))"; then echo "log/checkpoints/$((index + 1))" >>$STATE/nights; fi
    done
  done
  case $last in
    *'"event":"seal"'*"\"manifest\":\"$(hash_of $STATE/manifest)\""*) ;;
    *) return 1 ;;
  esac
  tree_files "$OLD" "$SIZE" >$STATE/tiles
  while read -r path; do
    mkdir -p "$STATE/${path%/*}"
    need "$path" "$STATE/$path" || return 1
  done <$STATE/tiles
  if [ "$OLD" != "$SIZE" ] && need log/vkey $STATE/log/vkey; then echo log/vkey >>$STATE/nights; fi
}
index_in() { echo "$1" | sed -n 's/^{"index":\([0-9]*\),.*/\1/p' | grep . || echo -1; }

# Which files are wanted: all, or the records' own, the register and nothing that follows from them.
select_lines() {
  if [ "$MODE" = all ]; then cat; return; fi
  awk '{ line[NR] = $0; path = substr($0, 67); if (path ~ /^records\/.*\.md$/) { sub(/\.md$/, "", path); text[path] = 1 } }
    END { for (i = 1; i <= NR; i++) { path = substr(line[i], 67); name = path; sub(/\.[a-z]*$/, "", name)
      if (path ~ /^records\/.*\.md$/ || (path ~ /^records\/.*\.json$/ && !(name in text)) || (path ~ /^register\// && path !~ /\.html$/)) print line[i] } }'
}

# One look at the portal. 0 the copy is complete, 1 look again later.
round() {
  need log/checkpoint $STATE/checkpoint || fail '봉인된 포털이 아닙니다. log/checkpoint가 없습니다.' 'this is not a sealed portal: there is no log/checkpoint.'
  if need log/next $STATE/next; then REASON_KO='지금 새 판을 올리는 중입니다.' REASON='a publish is under way.'; return 1; fi
  need manifest-sha256.txt $STATE/manifest || fail '목록(manifest-sha256.txt)이 없습니다.' 'there is no manifest-sha256.txt.'
  sound $STATE/manifest shards || fail '목록에 믿을 수 없는 줄이 있습니다. 받지 않습니다.' 'the manifest has a line that can not be trusted; nothing was taken.'
  REASON_KO='포털이 바뀌는 중입니다: 서명이 목록과 맞지 않습니다.' REASON='the signature is not that of this manifest.'
  check_signature || return 1

  REASON_KO='포털이 바뀌는 중입니다: 목록의 일부가 없습니다.' REASON='a part of the manifest is not what it should be.'
  check $STATE/manifest . >$STATE/whole
  awk 'FILENAME == ARGV[1] { ok[$0] = 1; next } !(substr($0, 67) in ok)' $STATE/whole $STATE/manifest >$STATE/shards
  sift
  missing $STATE/shards >$STATE/list
  fetch $STATE/list
  sift
  [ -z "$(missing $STATE/shards)" ] || return 1
  : >$STATE/lines
  while read -r sha path; do if [ -f "$STATE/fetched/$sha" ]; then cat "$STATE/fetched/$sha"; else cat "./$path"; fi; done <$STATE/manifest >>$STATE/lines
  sound $STATE/lines files || fail '목록에 믿을 수 없는 경로가 있습니다. 받지 않습니다.' 'the manifest names a path that can not be trusted; nothing was taken.'
  select_lines <$STATE/lines | sort -k 2 >$STATE/chosen

  [ -f $STATE/have ] || : >$STATE/have
  [ -f $STATE/pending ] || : >$STATE/pending
  before=$(wc -l <$STATE/have) now=$(wc -l <$STATE/chosen)
  if [ "$FORCE" = no ] && [ $((now * 2)) -lt "$before" ]; then
    fail "파일이 ${before}개에서 ${now}개로 줄었습니다. 맞다면 --force를 붙여 다시 실행하세요." "less than half of the files would stay, $before before and $now now; if that is right, run again with --force."
  fi

  # What is other than at the last complete run, or was touched by one that was cut off.
  awk -v all="$CHECK" 'FILENAME == ARGV[1] { have[$0] = 1; next } FILENAME == ARGV[2] { touched[$0] = 1; next }
    all == "yes" || !($0 in have) || (substr($0, 67) in touched)' $STATE/have $STATE/pending $STATE/chosen >$STATE/other
  check $STATE/other . >$STATE/whole
  awk 'FILENAME == ARGV[1] { ok[$0] = 1; next } !(substr($0, 67) in ok)' $STATE/whole $STATE/other >$STATE/new
  awk 'FILENAME == ARGV[1] { keep[substr($0, 67)] = 1; next } { path = (FILENAME == ARGV[2] ? substr($0, 67) : $0) } !(path in keep) && !(path in seen) { seen[path] = 1; print path }' \
    $STATE/chosen $STATE/have $STATE/pending >$STATE/gone
  say "받을 파일 $(wc -l <$STATE/new | tr -d ' ')개, 지울 파일 $(wc -l <$STATE/gone | tr -d ' ')개." "$(wc -l <$STATE/new | tr -d ' ') files to fetch, $(wc -l <$STATE/gone | tr -d ' ') to remove."
  missing $STATE/new >$STATE/list
  fetch $STATE/list
  sift
  REASON_KO='받지 못했거나 목록과 다른 파일이 있습니다. 포털이 바뀌는 중일 수 있습니다.' REASON='some files did not arrive, or are not those of the manifest; the portal may be changing.'
  [ -z "$(missing $STATE/new)" ] || return 1
  REASON_KO='포털이 바뀌는 중입니다: 로그가 목록과 맞지 않습니다.' REASON='the log does not seal this manifest yet.'
  fetch_log || return 1
}

# Everything is here and right. From here on the copy says that it is changing, until it has changed.
put_in_place() {
  mkdir -p log manifest
  cp $STATE/checkpoint $STATE/copy && mv -f $STATE/copy log/next || return 1
  { cat $STATE/gone; cut -c67- $STATE/new; } >>$STATE/pending || return 1
  while read -r path; do rm -f "./$path"; done <$STATE/gone
  sed -n 's/\/[^/]*$//p' $STATE/gone | sort -ru | while read -r path; do rmdir -p "./$path" 2>/dev/null; done
  cat $STATE/new $STATE/shards >$STATE/list
  place $STATE/list || return 1
  if [ "$(check $STATE/list . | wc -l)" -ne "$(wc -l <$STATE/list)" ]; then return 1; fi
  cat $STATE/nights $STATE/tiles >$STATE/logs
  while read -r path; do mkdir -p "./${path%/*}" && mv -f "$STATE/$path" "./$path" || return 1; done <$STATE/logs
  if [ -f $STATE/sig ] && [ -f $STATE/allowed_signers ]; then mv -f $STATE/sig manifest-sha256.txt.sig && cp $STATE/allowed_signers allowed_signers; fi
  cp $STATE/manifest $STATE/copy && mv -f $STATE/copy manifest-sha256.txt || return 1
  cp $STATE/checkpoint $STATE/copy && mv -f $STATE/copy "log/checkpoints/$SIZE" || return 1
  cp $STATE/checkpoint $STATE/copy && mv -f $STATE/copy log/checkpoint || return 1
  # Shards that the manifest no longer names; a name of ours only, and only here.
  # shellcheck disable=SC2012
  ls manifest | awk 'FILENAME == ARGV[1] { keep[substr($0, 67)] = 1; next } !(("manifest/" $0) in keep) && /^[a-z0-9][a-z0-9_.-]*\.txt$/' $STATE/manifest - | while read -r name; do rm -f "manifest/$name"; done
  mv -f $STATE/chosen $STATE/have && rm -f $STATE/pending && rm -f log/next
}

say "$URL 을(를) 받습니다." "mirroring $URL"
while :; do
  if round; then break; fi
  later "$REASON_KO" "$REASON"
done
put_in_place || fail '파일을 제자리에 두지 못했습니다(디스크를 확인하세요). 다시 실행하면 이어서 합니다.' 'could not put the files in place (is the disk full?); run again, it goes on from here.'
rm -rf $STATE/fetched $STATE/log
say "사본이 완전합니다: 파일 $(wc -l <$STATE/have | tr -d ' ')개, 로그 $SIZE건." "the copy is complete: $(wc -l <$STATE/have | tr -d ' ') files, $SIZE log entries."
