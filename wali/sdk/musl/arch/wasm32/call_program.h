/* The program's own code, main and the functions of threads, is entered through here: where a C++
 * exception leaves it, std::terminate is called. A program that throws is linked with the function
 * that does this; in others the reference is null and costs nothing. */
__attribute__((__weak__))
void *__call_or_terminate(void *(*)(void *), void *);

static inline void *__call_program(void *(*function)(void *), void *argument)
{
	if (__call_or_terminate) return __call_or_terminate(function, argument);
	return function(argument);
}
