"""SQLite under wali: large databases in each journal mode, read back by the native sqlite3, and recovery after SIGKILL."""
import os
import signal
import subprocess
import tempfile
import time

ROWS = 200000

CREATE = f'''
pragma journal_mode = %s;
create table item(id integer primary key, name text, price real, category integer, note blob);
begin;
with recursive counter(n) as (select 1 union all select n + 1 from counter where n < {ROWS})
insert into item select n, 'item-' || (n * 7919 %% 1000003), (n * 31 %% 9973) / 100.0, n %% 97, zeroblob(n %% 13)
from counter;
commit;
create index item_by_name on item(name);
create index item_by_category on item(category, price);
update item set price = price + 1 where category = 13;
delete from item where id %% 1000 = 999;
analyze;
'''

QUERIES = '''
select count(*), sum(price), avg(category), min(name), max(name) from item;
select category, count(*), round(sum(price), 2) from item group by category order by 3 desc limit 10;
select id, name, price from item where name between 'item-5000' and 'item-50005' order by name;
select a.id, b.id from item a join item b on a.category = b.category and b.id = a.id + 97 where a.id < 500;
select upper(substr(name, 1, 8)), length(note), typeof(note), hex(note) from item where id in (12, 25, 199998);
select name, rank() over (order by price desc, id) from item where category = 42 order by 2 limit 5;
select printf('%.3f %05d %s', price, id, quote(name)) from item where id < 20;
select json_group_array(id) from (select id from item where category = 5 limit 10);
select group_concat(id, ';') from (select id from item order by price desc, id limit 20);
explain query plan select * from item where name = 'item-7919';
'''

SLOW_TRANSACTION = '''
pragma journal_mode = %s;
pragma cache_size = 50;
begin;
update item set name = 'overwritten', note = randomblob(200);
insert into item(name) select name from item;
select 'still open';
insert into item(name) select a.name from item a, item b;
'''


class Database:
    def __init__(self, wali, module, folder):
        self.path = os.path.join(folder, 'test.db')
        self.guest = [wali, module, '-batch', self.path]
        self.native = ['sqlite3', '-batch', self.path]

    def run(self, command, script):
        return subprocess.run(command, input=script, capture_output=True, text=True, timeout=240)

    def check(self):
        """What native SQLite finds wrong with the file."""
        answer = self.run(self.native, 'pragma integrity_check;')
        if answer.stdout != 'ok\n' or answer.returncode != 0:
            return f'integrity_check natively: {answer.stdout[:500]}{answer.stderr[:500]}'
        return None

    def create(self, mode):
        done = self.run(self.guest, CREATE % mode)
        if done.returncode != 0 or done.stderr:
            return f'creating failed with status {done.returncode}: {done.stderr[:1000]}'
        if done.stdout != mode + '\n':
            return f'journal mode {done.stdout!r}, not {mode}'
        return self.check()

    def compare_queries(self):
        native, guest = self.run(self.native, QUERIES), self.run(self.guest, QUERIES)
        if native.returncode != 0 or not native.stdout:
            return f'the native queries failed: {native.stderr}'
        if guest.stdout != native.stdout or guest.returncode != 0:
            return f'queries differ; status {guest.returncode} {guest.stderr[:500]}\n{guest.stdout[:500]}'
        return None


def create_and_query(wali, module, mode):
    with tempfile.TemporaryDirectory() as folder:
        database = Database(wali, module, folder)
        return database.create(mode) or database.compare_queries()


def both_at_once(wali, module):
    """The native program and the guest write to one database in WAL mode, sharing the log's index."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(wali, module, folder)
        database.run(database.native, 'pragma journal_mode = wal; create table log(who text, n integer);')
        script = 'pragma busy_timeout = 60000;\n' + ''.join(
            f"insert into log values ('%s', {n});\n" for n in range(300))
        writers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                    text=True) for command in (database.guest, database.native)]
        for writer, who in zip(writers, ('guest', 'native')):
            writer.stdin.write(script % tuple([who] * 300))
            writer.stdin.close()
        errors = ''.join(writer.stderr.read() for writer in writers)
        statuses = [writer.wait(timeout=240) for writer in writers]
        counts = database.run(database.guest, 'select who, count(*), sum(n) from log group by who order by who;')
        if counts.stdout != 'guest|300|44850\nnative|300|44850\n' or any(statuses):
            return f'{counts.stdout!r} {counts.stderr} {statuses} {errors[:500]}'
        return database.check()


def recover(wali, module, mode):
    """Kills the guest in a transaction that has already written to the file; nothing of it may remain."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(wali, module, folder)
        wrong = database.create(mode)
        if wrong:
            return wrong
        before = database.run(database.native, QUERIES).stdout
        writer = subprocess.Popen(database.guest, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        writer.stdin.write(SLOW_TRANSACTION % mode)
        writer.stdin.flush()
        heard = [writer.stdout.readline() for _ in range(2)]
        time.sleep(0.3)
        running = writer.poll() is None
        writer.send_signal(signal.SIGKILL)
        writer.stdin.close()
        writer.wait()
        if 'still open\n' not in heard or not running:
            return f'the transaction was not open when it was killed: {heard}'
        left = database.path + ('-wal' if mode == 'wal' else '-journal')
        if not os.path.exists(left) or os.path.getsize(left) == 0:
            return 'the killed transaction left no journal behind'
        recovered = database.run(database.guest, QUERIES)
        if recovered.stdout != before:
            return f'the database is not what it was: {recovered.stderr[:500]}'
        return database.check()


def errors(wali, module):
    """Statuses and messages for what SQLite refuses."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(wali, module, folder)
        for script in ('select * from missing;', 'create table t(a unique); insert into t values (1), (1);', '.bad',
                       'create table if not exists t(a unique); select 1/0, abs(-9), round(2.567, 1);'):
            native = subprocess.run(['sqlite3', '-batch', ':memory:', script], capture_output=True, text=True)
            guest = subprocess.run([wali, module, '-batch', ':memory:', script], capture_output=True, text=True)
            if (native.returncode, native.stdout, native.stderr) != (guest.returncode, guest.stdout, guest.stderr):
                return f'{script}: {guest}, natively {native}'
    return None


def cases(wali, module):
    return [
        ('rollback journal', lambda: create_and_query(wali, module, 'delete')),
        ('write-ahead log', lambda: create_and_query(wali, module, 'wal')),
        ('guest and native writers', lambda: both_at_once(wali, module)),
        ('recovery from a rollback journal', lambda: recover(wali, module, 'delete')),
        ('recovery from a write-ahead log', lambda: recover(wali, module, 'wal')),
        ('errors', lambda: errors(wali, module)),
    ]
