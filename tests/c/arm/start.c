/* The least that a Cortex-M needs to begin: its vectors, memory, floats; the end is told the debugger. */
#include <stdint.h>
#include <string.h>

extern uint32_t data_from[], data_begin[], data_end[], bss_begin[], bss_end[], stack_end[];
int main(void);

static void semihosting(uint32_t what, const uint32_t *with)
{
    register uint32_t r0 __asm__("r0") = what;
    register const uint32_t *r1 __asm__("r1") = with;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
}

void begin(void)
{
    memcpy(data_begin, data_from, (size_t)((char *)data_end - (char *)data_begin));
    memset(bss_begin, 0, (size_t)((char *)bss_end - (char *)bss_begin));
#ifdef __ARM_FP
    *(volatile uint32_t *)0xE000ED88u |= 0xFu << 20; /* CPACR: the floats of the processor */
    __asm__ volatile("dsb; isb");
#endif
    const uint32_t ended[2] = {0x20026u, (uint32_t)main()}; /* ADP_Stopped_ApplicationExit */
    semihosting(0x20u, ended);                               /* SYS_EXIT_EXTENDED */
    for (;;)
        ;
}

static void fault(void)
{
    const uint32_t ended[2] = {0x20026u, 99u};
    semihosting(0x20u, ended);
}

__attribute__((section(".vectors"), used)) static const void *const vectors[] = {
    stack_end, (void *)begin, (void *)fault, (void *)fault};
